// TLS 1.2 for a program that targets .NET Framework 4.5 to 4.6.2.
// Usage: EnableTls12.exe https://host/path
using System;
using System.Net;

static class EnableTls12
{
    static void Main(string[] args)
    {
        // tls-ready: begin
        // Before the first connection:
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        // tls-ready: end
        using (var client = new WebClient())
        {
            Console.WriteLine(client.DownloadString(args[0]));
        }
    }
}
