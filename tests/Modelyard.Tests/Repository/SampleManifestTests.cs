using Modelyard.Api;

namespace Modelyard.Tests.Repository;

/// <summary>The manifests that a reader is told to apply.</summary>
public sealed class SampleManifestTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "samples");

    public static TheoryData<string> Names() => new(Directory.GetFiles(Folder, "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_IsAdmitted_WithoutFieldsThatDoNotExist(string name)
    {
        foreach (var manifest in ManifestReader.ReadAll(File.ReadAllText(Path.Combine(Folder, name)), name))
        {
            var kind = Kinds().Single(k => k.ApiVersion == manifest.Document["apiVersion"]!.ToString() && k.Kind == manifest.Document["kind"]!.ToString());

            SchemaChecker.UnknownFields(kind.Schema.Value, manifest.Document).ShouldBeEmpty();
            Admission.Admit(kind, manifest.Document);
        }
    }

    private static IEnumerable<KindDescriptor> Kinds() => [.. KindRegistry.BuiltIn, LedgerKinds.Members];
}
