using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class GoTemplateTests
{
    private static readonly ObjectMeta Meta = new()
    {
        Name = "iris",
        Namespace = "demo",
        Labels = new Dictionary<string, string> { ["modelClass"] = "mlserver_sklearn.SKLearnModel", ["a.b/c"] = "odd" },
        Annotations = new Dictionary<string, string> { ["modelFormat"] = "sklearn" },
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("--model_name={{.Name}}", "--model_name=iris")]
    [InlineData("{{ .Namespace }}/{{.Name}}", "demo/iris")]
    [InlineData("{{.Labels.modelClass}}", "mlserver_sklearn.SKLearnModel")]
    [InlineData("--framework={{.Annotations.modelFormat}}", "--framework=sklearn")]
    [InlineData("{{index .Labels \"a.b/c\"}}", "odd")]
    [InlineData("{{index .Annotations `modelFormat`}}", "sklearn")]
    [InlineData("[{{.Labels.absent}}][{{index .Labels \"absent\"}}]", "[][]")]
    [InlineData("a  {{- .Name -}}  b", "airisb")]
    [InlineData("{{/* why */}}x", "x")]
    [InlineData("{{\"literal\"}}", "literal")]
    [InlineData("{ {.Name} }", "{ {.Name} }")]
    public void Template_ThatIsValid_IsEvaluated(string template, string expected) => GoTemplate.Evaluate(template, Meta).ShouldBe(expected);

    [Theory]
    [InlineData("{{.Name", "unclosed action")]
    [InlineData("{{}}", "missing value for command")]
    [InlineData("{{.Nam}}", "can't evaluate field Nam")]
    [InlineData("{{.Name.First}}", "can't evaluate field First")]
    [InlineData("{{.Labels}}", "is a map")]
    [InlineData("{{upper .Name}}", "function \"upper\" not defined")]
    [InlineData("{{index .Name \"x\"}}", "index needs .Labels or .Annotations")]
    [InlineData("{{index .Labels}}", "write index .Labels")]
    [InlineData("{{index .Labels x}}", "must be a quoted string")]
    [InlineData("{{index .Labels \"x}}", "unterminated quoted string")]
    public void Template_ThatIsInvalid_SaysWhatIsWrong(string template, string expected) =>
        Should.Throw<FormatException>(() => GoTemplate.Evaluate(template, Meta)).Message.ShouldContain(expected);
}
