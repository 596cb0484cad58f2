// Asks an https endpoint with the defaults of this runtime and prints its reply.
using System;
using System.Net;

static class Client
{
    static void Main(string[] args)
    {
        using (var client = new WebClient())
        {
            Console.WriteLine(client.DownloadString(args[0]));
        }
    }
}
