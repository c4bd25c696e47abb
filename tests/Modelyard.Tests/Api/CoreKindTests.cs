namespace Modelyard.Tests;

public sealed class CoreKindTests
{
    [Theory]
    [InlineData("v1", "Namespace", "Demo", "metadata.name: Invalid value: \"Demo\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("v1", "ConfigMap", "a_b", "metadata.name: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")]
    public void Name_ThatIsNone_IsRefusedInKubernetesWords(string version, string kind, string name, string message) =>
        Admission.Errors($"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}}}").ShouldBe([message]);

    [Theory]
    [InlineData("labels: {'a/b/c': x}", "metadata.labels: Invalid value: \"a/b/c\": a qualified name")]
    [InlineData("labels: {'-a': x}", "metadata.labels: Invalid value: \"-a\": name part must consist of alphanumeric characters")]
    [InlineData("labels: {'/a': x}", "prefix part must be non-empty")]
    [InlineData("labels: {a: 'b c'}", "metadata.labels: Invalid value: \"b c\": a valid label must be an empty string or consist of alphanumeric characters")]
    [InlineData("annotations: {'A B': x}", "metadata.annotations: Invalid value: \"A B\"")]
    [InlineData("finalizers: ['no way']", "metadata.finalizers[0]: Invalid value: \"no way\"")]
    [InlineData("ownerReferences: [{apiVersion: v1, kind: Pod, name: p, uid: ''}]", "metadata.ownerReferences[0].uid: Invalid value: \"\": must not be empty")]
    public void Metadata_ThatIsWrong_IsRefused(string metadata, string message) =>
        Admission.Errors($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, {metadata}}}").ShouldContain(e => e.Contains(message));

    [Fact]
    public void Annotations_TooLarge_AreRefused() =>
        Admission.Errors($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, annotations: {{a: {new string('x', 256 * 1024)}}}}}")
            .ShouldBe(["metadata.annotations: Too long: may not be more than 262144 bytes"]);

    [Fact]
    public void Namespace_Stored_IsActiveAndLabelledByName()
    {
        var stored = Admission.Stored("apiVersion: v1\nkind: Namespace\nmetadata: {name: demo}");

        stored["metadata"]!["labels"]!["kubernetes.io/metadata.name"]!.ToString().ShouldBe("demo");
        stored["status"]!["phase"]!.ToString().ShouldBe("Active");
        stored["spec"]!["finalizers"]!.ToJsonString().ShouldBe("""["kubernetes"]""");
    }

    [Fact]
    public void Secret_WithPlainText_IsStoredAsBase64()
    {
        var stored = Admission.Stored("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {b: Yg==}\nstringData: {a: häl, b: over}");

        stored["data"]!.ToJsonString().ShouldBe("""{"b":"b3Zlcg==","a":"aMOkbA=="}""");
        stored["type"]!.ToString().ShouldBe("Opaque");
        stored.ContainsKey("stringData").ShouldBeFalse();
    }

    [Theory]
    [InlineData("data: {'a b': Yg==}", "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'")]
    [InlineData("data: {'..': Yg==}", "must not be '..'")]
    [InlineData("type: kubernetes.io/tls", "data[tls.crt]: Required value")]
    [InlineData("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: hello}", "data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": must be JSON")]
    public void Secret_ThatIsWrong_IsRefused(string body, string message) =>
        Admission.Errors($"apiVersion: v1\nkind: Secret\nmetadata: {{name: s}}\n{body}").ShouldContain(e => e.Contains(message));

    [Theory]
    [InlineData("immutable: true\ndata: {a: b}", "immutable: true\ndata: {a: c}", "data: Forbidden: field is immutable when `immutable` is set")]
    [InlineData("immutable: true\ndata: {a: b}", "data: {a: b}", "immutable: Forbidden: field is immutable when `immutable` is set")]
    public void ConfigMap_ThatIsImmutable_CannotChange(string before, string after, string message) =>
        Admission.Errors(ConfigMap(after), ConfigMap(before)).ShouldBe([message]);

    [Fact]
    public void ConfigMap_WithAKeyTwice_IsRefused() =>
        Admission.Errors(ConfigMap("data: {a: b}\nbinaryData: {a: Yg==}")).ShouldBe(["data[a]: Invalid value: \"a\": duplicate of key present in binaryData"]);

    [Fact]
    public void Pod_Stored_HasTheDefaultsOfAnApiServer()
    {
        var stored = Admission.Stored(Pod("{name: c, image: 'a/b', ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 80}}, resources: {limits: {cpu: 1}}}"));

        var spec = stored["spec"]!;
        (spec["restartPolicy"]!.ToString(), spec["terminationGracePeriodSeconds"]!.GetValue<int>()).ShouldBe(("Always", 30));
        var container = spec["containers"]![0]!;
        container["imagePullPolicy"]!.ToString().ShouldBe("Always");
        container["ports"]![0]!["protocol"]!.ToString().ShouldBe("TCP");
        container["livenessProbe"]!["failureThreshold"]!.GetValue<int>().ShouldBe(3);
        container["livenessProbe"]!["httpGet"]!["scheme"]!.ToString().ShouldBe("HTTP");
        container["resources"]!["requests"]!["cpu"]!.GetValue<long>().ShouldBe(1);
    }

    [Theory]
    [InlineData("{name: c, image: x}, {name: c, image: x}", "spec.containers[1].name: Duplicate value: \"c\"")]
    [InlineData("{name: C_1}", "spec.containers[0].name: Invalid value: \"C_1\": a lowercase RFC 1123 label")]
    [InlineData("{name: c, ports: [{containerPort: 0}]}", "spec.containers[0].ports[0].containerPort: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("{name: c, volumeMounts: [{name: v, mountPath: /v}]}", "spec.containers[0].volumeMounts[0].name: Not found: \"v\"")]
    [InlineData("{name: c, livenessProbe: {}}", "spec.containers[0].livenessProbe: Required value: must specify a handler type")]
    [InlineData("{name: c, livenessProbe: {httpGet: {path: /}}}", "spec.containers[0].livenessProbe.httpGet.port: Required value")]
    [InlineData("{name: c, env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: x}}}]}", "may not be specified when `value` is not empty")]
    [InlineData("{name: c, resources: {limits: {cpu: '1e40'}}}", "spec.containers[0].resources.limits.cpu: Invalid value: \"\": expected a quantity")]
    [InlineData("", "spec.containers: Required value")]
    public void Pod_ThatIsWrong_IsRefused(string containers, string message) => Admission.Errors(Pod(containers)).ShouldContain(e => e.Contains(message));

    [Fact]
    public void Pod_OnceCreated_KeepsItsCommand()
    {
        Admission.Errors(Pod("{name: c, image: b}"), Pod("{name: c, image: a}")).ShouldBeEmpty();
        Admission.Errors(Pod("{name: c, args: [b]}"), Pod("{name: c, args: [a]}")).Single().ShouldStartWith("spec: Forbidden: pod updates may not change fields other than");
    }

    [Theory]
    [InlineData("ports: [{port: 80}, {port: 81}]", "spec.ports[0].name: Required value")]
    [InlineData("type: ExternalName", "spec.externalName: Required value")]
    [InlineData("type: Balancer\n  ports: [{port: 80}]", "spec.type: Unsupported value: \"Balancer\"")]
    [InlineData("ports: [{port: 80, targetPort: Too_Long_Port_Name}]", "must be no more than 15 characters")]
    public void Service_ThatIsWrong_IsRefused(string spec, string message) =>
        Admission.Errors($"apiVersion: v1\nkind: Service\nmetadata: {{name: s}}\nspec:\n  {spec}").ShouldContain(e => e.Contains(message));

    [Fact]
    public void Runtime_PreferringOneFormatDifferently_IsRefused() =>
        Admission.Errors("""
            apiVersion: serving.kserve.io/v1alpha1
            kind: ClusterServingRuntime
            metadata: {name: r}
            spec:
              supportedModelFormats: [{name: f, version: "1", autoSelect: true, priority: 1}, {name: f, version: "2", autoSelect: true, priority: 2}]
              containers: [{name: kserve-container, command: [x]}]
            """).Single().ShouldContain("different priorities assigned for the model format f under the clusterservingruntime r");

    private static string ConfigMap(string body) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\n{body}";

    private static string Pod(string containers) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {{containers: [{containers}]}}";
}
