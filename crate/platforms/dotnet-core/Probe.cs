// Asks an https endpoint with this .NET's defaults and prints its reply.
// As Program.cs of a console project: dotnet run -- https://host/path
using System;
using System.Net.Http;

static class Probe
{
    static void Main(string[] args)
    {
        using (var client = new HttpClient())
        {
            var response = client.GetAsync(args[0]).GetAwaiter().GetResult();
            Console.WriteLine(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        }
    }
}
