// Asks an https endpoint with the defaults of this Mono and prints its reply.
// mcs Probe.cs && mono Probe.exe https://host/path
using System;
using System.Net;

static class Probe
{
    static void Main(string[] args)
    {
        using (var client = new WebClient())
        {
            Console.WriteLine(client.DownloadString(args[0]));
        }
    }
}
