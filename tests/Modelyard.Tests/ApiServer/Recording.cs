namespace Modelyard.Tests.ApiServer;

/// <summary>What <c>kubectl</c> and a Kubernetes API server were recorded to say to each other.</summary>
internal sealed record Recording(IReadOnlyList<string> Responses, IReadOnlyList<byte[]> ProtobufRequests)
{
    private const string RequestMark = "  request body: ";
    private const string ResponseMark = "  response body: ";

    public static Recording Of(string file)
    {
        var lines = SharedData.Read("kubectl", file).Split('\n');
        var responses = lines.Where(l => l.StartsWith(ResponseMark, StringComparison.Ordinal)).Select(l => l[ResponseMark.Length..]).ToList();
        var requests = new List<byte[]>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(RequestMark + "00000000", StringComparison.Ordinal))
            {
                requests.Add(Dump([lines[i][RequestMark.Length..], .. lines.Skip(i + 1).TakeWhile(IsDump)]));
            }
        }

        return new Recording(responses, requests);
    }

    private static bool IsDump(string line) => line.Length > 9 && line[8] == ' ' && line[..8].All(char.IsAsciiHexDigit);

    private static byte[] Dump(IEnumerable<string> lines) =>
        [.. lines.SelectMany(l => l[9..].Split('|')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(h => Convert.ToByte(h, 16))];
}
