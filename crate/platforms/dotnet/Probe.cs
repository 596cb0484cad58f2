// Asks an https endpoint with this target framework's defaults and prints its reply.
// Usage: csc Probe.cs, then Probe.exe https://host/path
// The target decides: put the one of your application into the line below and take its // away.
using System;
using System.Net;

// [assembly: System.Runtime.Versioning.TargetFramework(".NETFramework,Version=v4.7.2")]

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
