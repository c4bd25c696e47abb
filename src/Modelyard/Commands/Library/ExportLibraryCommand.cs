using System.CommandLine;
using Modelyard.Api;

namespace Modelyard.Commands;

/// <summary>Writes versions, and all that is known about them, into a signed archive for where no network leads.</summary>
internal sealed class ExportLibraryCommand : ModelyardCommand
{
    private readonly Argument<string[]> _versions = new("version") { Description = "Versions of one project, as project/model:version.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<FileInfo> _output = new("--output", "-o") { Description = "File to write to.", Required = true };

    public ExportLibraryCommand()
        : base("export", "Write versions into a signed archive, for where no network leads")
    {
        Add(_versions);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var session = ApiSession.Open(arguments);
        var versions = new List<ModelVersion>();
        foreach (var text in arguments.GetValue(_versions)!)
        {
            versions.Add(await LibraryCommand.FindAsync(session, text, cancellationToken));
        }

        if (versions.Select(v => v.Metadata.Namespace).Distinct().Count() > 1)
        {
            throw new CommandFailure(ExitCodes.Usage, "an archive holds versions of one project: export those of others into archives of their own.");
        }

        var file = arguments.GetValue(_output)!.FullName;
        var more = string.Join('&', versions.Skip(1).Select(v => "with=" + Uri.EscapeDataString(v.Metadata.Name!)));
        var path = $"apis/modelyard.dev/v1alpha1/namespaces/{Uri.EscapeDataString(versions[0].Metadata.Namespace!)}/modelversions/{Uri.EscapeDataString(versions[0].Metadata.Name!)}/archive?{more}";
        var size = await DownloadAsync(session, path, file, cancellationToken);
        await Console.Out.WriteLineAsync($"{string.Join(", ", versions.Select(VersionReference.Of))} in {file} ({ByteText.Of(size)}), signed. Whoever imports it needs the key: modelyard library keys public > key.pem");
        return ExitCodes.Ok;
    }

    // Under another name until it is whole: half an archive must not be carried anywhere.
    private static async Task<long> DownloadAsync(ApiSession session, string path, string file, CancellationToken cancellationToken)
    {
        var partial = file + ".partial";
        try
        {
            long size;
            using (var response = await session.Connection.SendAsync(HttpMethod.Get, path, null, "application/json", cancellationToken, "application/x-tar, application/json"))
            {
                await using var from = await response.Content.ReadAsStreamAsync(cancellationToken);
                await using var to = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, useAsync: true);
                await from.CopyToAsync(to, 1 << 20, cancellationToken);
                await to.FlushAsync(cancellationToken);
                size = to.Length;
            }

            File.Move(partial, file, overwrite: true);
            return size;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
