using System.Text;
using Modelyard.Client;

namespace Modelyard.Tests.Client;

public sealed class KubeconfigTests : IDisposable
{
    private readonly KubeconfigFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Resolve_CurrentContext_GivesServerAndNamespace()
    {
        var options = Kubeconfig.Load(_files.WriteContext("server: https://10.0.0.1:6443", "token: t")).Resolve();

        options.Server.ShouldBe(new Uri("https://10.0.0.1:6443"));
        options.Namespace.ShouldBe("shop");
    }

    [Fact]
    public void Load_SeveralFiles_TakesTheFirstWordOnEachName()
    {
        var first = _files.Write("first", """
            contexts: [{name: prod, context: {cluster: factory, user: ada}}]
            users: [{name: ada, user: {username: ada}}]
            """);
        var second = _files.Write("second", """
            current-context: prod
            contexts: [{name: prod, context: {cluster: other, user: other, namespace: other}}, {name: test, context: {cluster: factory, user: ada, namespace: lab}}]
            clusters: [{name: factory, cluster: {server: "https://factory"}}]
            users: [{name: ada, user: {token: "no user of its own may come out of two halves"}}]
            """);

        var config = Kubeconfig.Load([_files.Folder + "/missing", first, second]);

        config.CurrentContext.ShouldBe("prod");
        config.Contexts.ShouldBe(["prod", "test"], ignoreOrder: true);
        config.Resolve().Namespace.ShouldBeNull();
        config.Resolve("test").Namespace.ShouldBe("lab");
    }

    [Fact]
    public void Load_NoFileThere_NamesAll() =>
        Should.Throw<ConnectionConfigException>(() => Kubeconfig.Load(["/no/a", "/no/b"])).Message.ShouldBe("there is no kubeconfig: /no/a, /no/b do not exist");

    [Theory]
    [InlineData("clusters: {", "this is not a kubeconfig: FILE: line ")]
    [InlineData("clusters: 7", "FILE: clusters is not of the type it must be")]
    [InlineData("clusters: [{name: a, cluster: {insecure-skip-tls-verify: perhaps}}]", "FILE: clusters[0].cluster.insecure-skip-tls-verify is not of the type it must be")]
    [InlineData("users: [{user: {}}]", "FILE: an entry of users has no name")]
    [InlineData("users: [{name: a, user: {}}, {name: a, user: {}}]", "FILE: users has two entries named \"a\"")]
    public void Load_BrokenFile_SaysWhatAndWhere(string text, string problem)
    {
        var file = _files.Write("broken", text);

        Should.Throw<ConnectionConfigException>(() => Kubeconfig.Load(file)).Message.ShouldStartWith(problem.Replace("FILE", file));
    }

    [Fact]
    public void Resolve_NameThatLeadsNowhere_NamesWhatThereIs()
    {
        var file = _files.Write("config", "contexts: [{name: prod, context: {cluster: factory, user: ada}}]\nusers: [{name: bob, user: {}}]");
        var config = Kubeconfig.Load(file);

        Should.Throw<ConnectionConfigException>(() => config.Resolve()).Message.ShouldBe($"{file}: current-context is not set. Choose one of: prod");
        Should.Throw<ConnectionConfigException>(() => config.Resolve("test")).Message.ShouldBe($"{file}: there is no context \"test\". There is: prod");
        Should.Throw<ConnectionConfigException>(() => config.Resolve("prod")).Problems.ShouldBe(
        [
            $"{file}: context \"prod\": cluster \"factory\" does not exist. There is: none",
            $"{file}: context \"prod\": user \"ada\" does not exist. There is: bob",
        ]);
    }

    [Theory]
    [InlineData("server: ''", "", "cluster.server of \"factory\" is not set")]
    [InlineData("server: ftp://x", "", "cluster.server of \"factory\" \"ftp://x\" is not an http or https URL")]
    [InlineData("server: https://x\nproxy-url: gopher://y", "", "cluster.proxy-url of \"factory\" \"gopher://y\" is not a URL of the scheme http, https, socks5")]
    [InlineData("server: https://x\ncertificate-authority: missing.pem", "", "cluster.certificate-authority of \"factory\" cannot be read")]
    [InlineData("server: https://x\ncertificate-authority-data: '%%%'", "", "cluster.certificate-authority-data of \"factory\" is not base64")]
    [InlineData("server: https://x\ncertificate-authority-data: aGVsbG8=", "", "cluster.certificate-authority of \"factory\" holds no PEM certificate")]
    [InlineData("server: https://x\ncertificate-authority: x.pem\ninsecure-skip-tls-verify: true", "", "cluster.insecure-skip-tls-verify of \"factory\" must not be true beside")]
    [InlineData("server: https://x", "client-key-data: aGVsbG8=", "user.client-certificate of \"ada\" is not set")]
    [InlineData("server: https://x", "client-certificate-data: aGVsbG8=\nclient-key-data: aGVsbG8=", "user.client-certificate of \"ada\" and client-key cannot be used")]
    [InlineData("server: https://x", "token: a\nusername: b", "user of \"ada\" has token, username and password: only one way to authenticate is allowed")]
    [InlineData("server: https://x", "tokenFile: missing", "user.tokenFile of \"ada\" FOLDER/missing does not exist")]
    [InlineData("server: https://x", "as-groups: [admins]", "user.as of \"ada\" is not set")]
    [InlineData("server: https://x", "auth-provider: {name: gcp}", "user.auth-provider of \"ada\" is no longer supported by Kubernetes: use exec")]
    [InlineData("server: https://x", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "user.exec.apiVersion of \"ada\" \"client.authentication.k8s.io/v1alpha1\" is not supported")]
    [InlineData("server: https://x", "exec: {apiVersion: client.authentication.k8s.io/v1beta1}", "user.exec.command of \"ada\" is not set")]
    [InlineData("server: https://x", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1}", "user.exec.interactiveMode of \"ada\" must be Never, IfAvailable or Always")]
    public void Resolve_UnusableField_NamesFileContextAndField(string cluster, string user, string problem)
    {
        var file = _files.WriteContext(cluster, user.Length == 0 ? "{}" : user);

        var found = Should.Throw<ConnectionConfigException>(() => Kubeconfig.Load(file).Resolve()).Problems.ShouldHaveSingleItem();

        found.ShouldStartWith($"{file}: context \"prod\": {problem.Replace("FOLDER", _files.Folder)}");
    }

    [Fact]
    public void Resolve_SeveralProblems_TellsAll()
    {
        var file = _files.WriteContext("server: ''\nproxy-url: nowhere", "token: a\nusername: b");

        Should.Throw<ConnectionConfigException>(() => Kubeconfig.Load(file).Resolve()).Problems.Count.ShouldBe(3);
    }

    [Fact]
    public void Resolve_RelativePath_IsRelativeToItsFile()
    {
        using var authority = new TestCertificate("factory");
        _files.Write("nested/ca.pem", authority.Pem);
        var file = _files.WriteContext("server: https://x\ncertificate-authority: ca.pem", "{}", "nested/config");

        Kubeconfig.Load(file).Resolve().Authority.ShouldBe(authority.Pem);
    }

    [Fact]
    public void Resolve_DataAndFile_PrefersTheData()
    {
        using var authority = new TestCertificate("factory");
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(authority.Pem));
        var file = _files.WriteContext($"server: https://x\ncertificate-authority: missing.pem\ncertificate-authority-data: {data}", "{}");

        Kubeconfig.Load(file).Resolve().Authority.ShouldBe(authority.Pem);
    }
}
