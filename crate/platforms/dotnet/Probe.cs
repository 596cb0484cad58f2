// Asks an https endpoint with this target framework's defaults and prints its reply.
// Build it with the target framework of your application, then: Probe.exe https://host/path
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
