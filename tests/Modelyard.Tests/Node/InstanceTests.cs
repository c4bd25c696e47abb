using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

/// <summary>Plain Pods, as any client may create them.</summary>
public sealed class InstanceTests
{
    [ControllerFact]
    public async Task Environment_OfAPod_IsResolvedAsTheKubeletDoes()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.Client.CreateAsync(
            new Secret { Metadata = Meta("keys"), Data = new Dictionary<string, byte[]> { ["token"] = Encoding.UTF8.GetBytes("s3cret") } }, CancellationToken.None);
        await node.Client.CreateAsync(
            new ConfigMap { Metadata = Meta("settings"), Data = new Dictionary<string, string> { ["MODE"] = "fast", ["SHADOWED"] = "map" } }, CancellationToken.None);
        await node.CreatePodAsync("env", c =>
        {
            c.EnvFrom = [new EnvFromSource { ConfigMapRef = new ConfigMapEnvSource { Name = "settings" }, Prefix = "X_" }];
            c.Env =
            [
                new EnvVar { Name = "TOKEN", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "token" } } },
                new EnvVar { Name = "X_SHADOWED", Value = "own" },
                new EnvVar { Name = "COMBINED", Value = "$(TOKEN)-$(X_MODE)-$(UNKNOWN)" },
                new EnvVar { Name = "POD", ValueFrom = new EnvVarSource { FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } } },
                new EnvVar { Name = "CPUS", ValueFrom = new EnvVarSource { ResourceFieldRef = new ResourceFieldSelector { Resource = "limits.cpu" } } },
                new EnvVar { Name = "OPTIONAL", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "none", Key = "x", Optional = true } } },
            ];
            c.Resources = new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1500m") } };
        });

        var pod = await node.UntilAsync<Pod>("env", NodeEnvironment.IsReady);

        var env = (await node.CallAsync(pod, "/"))["env"]!;
        string? Value(string name) => env[name]?.ToString();
        (Value("TOKEN"), Value("X_MODE"), Value("X_SHADOWED"), Value("COMBINED")).ShouldBe(("s3cret", "fast", "own", "s3cret-fast-$(UNKNOWN)"));
        (Value("POD"), Value("CPUS"), Value("OMP_NUM_THREADS"), Value("OPTIONAL")).ShouldBe(("env", "2", "2", null));
        (Value("HOST"), Value("MODELYARD_LIMIT_CPU")).ShouldBe(("127.0.0.1", "1500m"));
    }

    [ControllerFact]
    public async Task Secret_ThatIsMissing_IsNamedAndWaitedFor()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("waiting", c => c.Env =
            [new EnvVar { Name = "TOKEN", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "late", Key = "token" } } }]);

        var pod = await node.UntilAsync<Pod>("waiting", p => Serving(p)?.State?.Waiting?.Reason == "CreateContainerConfigError");
        Serving(pod)!.State!.Waiting!.Message.ShouldBe("secret \"late\" not found in namespace demo");

        await node.Client.CreateAsync(
            new Secret { Metadata = Meta("late"), Data = new Dictionary<string, byte[]> { ["token"] = [65] } }, CancellationToken.None);
        await node.UntilAsync<Pod>("waiting", NodeEnvironment.IsReady);
    }

    [ControllerFact]
    public async Task Model_ThatAPodBringsItself_DoesNotRun_WhereOnlyWhatIsApprovedMay()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var enforced = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.PolicyLabel] = "enforce" } } };
        await node.Client.PatchAsync<Namespace>(new NamespacedName("", NodeEnvironment.Namespace), Patch.Merge(enforced), CancellationToken.None);

        await node.CreatePodAsync("stranger", _ => { });

        var pod = await node.UntilAsync<Pod>("stranger", p => Serving(p)?.State?.Waiting?.Reason == "CreateContainerError");
        Serving(pod)!.State!.Waiting!.Message!.ShouldStartWith("Not started: the project demo runs approved models only");
    }

    [ControllerFact]
    public async Task Liveness_ThatFails_RestartsTheProcess()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var alive = Path.Combine(node.Folder, "alive");
        File.WriteAllText(alive, "");
        await node.CreatePodAsync("sick", c => c.LivenessProbe = new Probe
        {
            Exec = new ExecAction { Command = ["test", "-e", alive] },
            PeriodSeconds = 1,
            FailureThreshold = 1,
        });
        var before = await node.UntilAsync<Pod>("sick", NodeEnvironment.IsReady);
        var pid = (await node.CallAsync(before, "/"))["pid"]!.GetValue<int>();

        File.Delete(alive);
        await node.EventUntilAsync("sick", "Killing");
        File.WriteAllText(alive, "");
        var after = await node.UntilAsync<Pod>("sick", p => NodeEnvironment.IsReady(p) && Serving(p)!.RestartCount > 0);

        (await node.CallAsync(after, "/"))["pid"]!.GetValue<int>().ShouldNotBe(pid);
        (await node.EventsAsync("sick")).ShouldContain(e => e.Reason == "Unhealthy" && e.Message!.StartsWith("Liveness probe failed:"));
    }

    [ControllerFact]
    public async Task Readiness_ThatIsLost_TakesThePodOutOfTraffic()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var ready = Path.Combine(node.Folder, "ready");
        await node.CreatePodAsync("moody", c =>
        {
            c.Args = ["--ready-file", ready];
            c.ReadinessProbe = new Probe { HttpGet = new HttpGetAction { Path = "/health", Port = "web" }, PeriodSeconds = 1, FailureThreshold = 1 };
            c.Ports = [new ContainerPort { Name = "web", Port = 8080 }];
        });
        await node.UntilAsync<Pod>("moody", p => Serving(p)?.State?.Running is not null && !NodeEnvironment.IsReady(p));

        File.WriteAllText(ready, "");
        await node.UntilAsync<Pod>("moody", NodeEnvironment.IsReady);
        File.Delete(ready);
        var pod = await node.UntilAsync<Pod>("moody", p => !NodeEnvironment.IsReady(p));

        Serving(pod)!.RestartCount.ShouldBe(0);
        pod.Status!.Conditions!.Find(c => c.Type == "Ready")!.Message.ShouldBe("containers with unready status: [main]");
    }

    [ControllerTheory]
    [InlineData("Never", "exit 0", "Succeeded")]
    [InlineData("Never", "exit 4", "Failed")]
    [InlineData("OnFailure", "exit 0", "Succeeded")]
    public async Task Pod_ThatIsNotToBeRestarted_Ends(string policy, string script, string phase)
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("once", c => (c.Command, c.Args, c.ReadinessProbe) = (["sh", "-c", script], null, null), p => p.Spec.RestartPolicy = policy);

        var pod = await node.UntilAsync<Pod>("once", p => p.Status?.Phase == phase);

        Serving(pod)!.State!.Terminated!.ExitCode.ShouldBe(script[^1] - '0');
        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), DeleteOptions.Default, CancellationToken.None);
        await node.CreatePodAsync("once", c => { });
        await node.UntilAsync<Pod>("once", NodeEnvironment.IsReady);
        Directory.Exists(node.InstanceFolder(pod)).ShouldBeFalse();
    }

    [ControllerFact]
    public async Task Logs_OfThisRunAndTheOneBefore_CanBeRead()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("talker", c => c.Command = ["sh", "-c", "echo run on $PORT; exec python3 \"$0\"", node.Script]);
        var pod = await node.UntilAsync<Pod>("talker", NodeEnvironment.IsReady);
        var port = pod.Metadata.Annotations!["modelyard.dev/address"].Split(':')[1];
        var query = new InstanceLogQuery(pod.Metadata.Uid!, "main");

        (await node.LogsAsync(query)).ShouldBe([$"run on {port}", $"listening on {port}"]);
        await Should.ThrowAsync<FileNotFoundException>(node.LogsAsync(query with { Previous = true }));
        var following = node.LogsAsync(query with { Follow = true, TailLines = 1 });
        await node.CallAsync(pod, "/exit/1");
        (await following).ShouldBe([$"listening on {port}"], "following ends with the run");
        await node.UntilAsync<Pod>("talker", p => NodeEnvironment.IsReady(p) && Serving(p)!.RestartCount == 1);
        (await node.LogsAsync(query with { Previous = true })).Count.ShouldBe(2);
    }

    [ControllerFact]
    public async Task Node_SaysWhatTheMachineHasAndThatItIsAlive()
    {
        await using var node = await NodeEnvironment.StartAsync();

        var machine = await node.UntilAsync<Api.Node>("test-node", n => n.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true);

        machine.Status!.Capacity!["cpu"].Value.ShouldBe(Environment.ProcessorCount);
        machine.Status.Capacity["memory"].Value.ShouldBeGreaterThan(1 << 28);
    }

    [ControllerFact]
    public async Task BuiltInRuntime_IsCreated_AndLeftAloneOnceItsLabelIsGone()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var runtime = await node.UntilAsync<ClusterServingRuntime>("modelyard-llama", _ => true);
        await node.StopNodeAsync();
        runtime.Spec.Containers![0].Args!.Add("--ctx-size=512");
        runtime = await node.Client.UpdateAsync(runtime, CancellationToken.None);

        await node.StartNodeAsync();
        runtime = await node.UntilAsync<ClusterServingRuntime>("modelyard-llama", r => !r.Spec.Containers![0].Args!.Contains("--ctx-size=512"));
        await node.StopNodeAsync();
        runtime.Metadata.Labels!.Remove("app.kubernetes.io/managed-by");
        runtime.Spec.Containers![0].Args!.Add("--ctx-size=512");
        await node.Client.UpdateAsync(runtime, CancellationToken.None);
        await node.StartNodeAsync();
        await node.CreatePodAsync("after", c => { });
        await node.UntilAsync<Pod>("after", NodeEnvironment.IsReady);

        (await node.Client.GetAsync<ClusterServingRuntime>(new NamespacedName("", "modelyard-llama"), CancellationToken.None))
            .Spec.Containers![0].Args!.ShouldContain("--ctx-size=512");
    }

    private static ObjectMeta Meta(string name) => new() { Name = name, Namespace = NodeEnvironment.Namespace };

    private static ContainerStatus? Serving(Pod pod) => pod.Status?.ContainerStatuses?.FirstOrDefault();
}
