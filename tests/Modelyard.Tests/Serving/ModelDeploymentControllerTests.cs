using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

public sealed class ModelDeploymentControllerTests
{
    private static readonly NamespacedName Atlas = new(NodeEnvironment.Namespace, "atlas");

    [ControllerFact]
    public async Task Deployment_IsBroughtIntoService_AndRemovedWithAllItOwns()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas", spec => spec.Env = [new EnvVar { Name = "COLOR", Value = "blue" }]);

        var deployment = await node.PhaseAsync("atlas", DeploymentPhase.Running);

        (deployment.Status!.Url, deployment.Status.Replicas, deployment.Status.ReadyReplicas).ShouldBe(("http://127.0.0.1:8080/serving/demo/atlas", 1, 1));
        deployment.Status.Conditions!.Single().ShouldSatisfyAllConditions(c => c.Type.ShouldBe("Ready"), c => c.Status.ShouldBe("True"));
        var service = await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None);
        service.Metadata.OwnerReferences!.Single().ShouldSatisfyAllConditions(o => o.Kind.ShouldBe("ModelDeployment"), o => o.Uid.ShouldBe(deployment.Metadata.Uid));
        var pod = (await node.PodsUntilAsync("atlas", pods => pods is [var only] && NodeEnvironment.IsReady(only))).Single();
        (await node.CallAsync(pod, "/"))["env"]!["COLOR"]!.ToString().ShouldBe("blue");

        await node.Client.DeleteAsync<ModelDeployment>(Atlas, new DeleteOptions(), CancellationToken.None);

        await node.PodsUntilAsync("atlas", pods => pods.Count == 0);
        (await node.Client.TryGetAsync<InferenceService>(Atlas, CancellationToken.None)).ShouldBeNull();
    }

    [ControllerFact]
    public async Task Change_IsRolledOut_AndWhatOthersSetOnTheServiceStays()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas", spec => spec.Env = [new EnvVar { Name = "COLOR", Value = "blue" }]);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
        var service = await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None);
        service.Spec.Predictor!.Logger = new LoggerSpec { Mode = "all", Url = "http://127.0.0.1:1" };
        await node.Client.UpdateAsync(service, CancellationToken.None);

        await node.ChangeAsync("atlas", spec => (spec.Env, spec.Replicas) = (null, 2));

        await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Phase: DeploymentPhase.Running, ReadyReplicas: 2 });
        var pods = await node.PodsUntilAsync("atlas", pods => pods.Count == 2 && pods.All(NodeEnvironment.IsReady));
        (await node.CallAsync(pods[0], "/"))["env"]!["COLOR"].ShouldBeNull();
        (await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None)).Spec.Predictor!.Logger.ShouldNotBeNull();
    }

    [ControllerFact]
    public async Task Service_ThatSomebodyChangesOrDeletes_IsPutBack()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas");
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
        var service = await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None);
        service.Spec.Predictor!.MinReplicas = 0;
        await node.Client.UpdateAsync(service, CancellationToken.None);
        await node.UntilAsync<InferenceService>("atlas", s => s.Spec.Predictor!.MinReplicas == 1);

        await node.Client.DeleteAsync<InferenceService>(Atlas, new DeleteOptions(), CancellationToken.None);

        await node.UntilAsync<InferenceService>("atlas", s => s.Metadata.Uid != service.Metadata.Uid);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Service_ThatAQuotaHasNoRoomFor_IsAwaited_AndComesWhenTheQuotaIsGone()
    {
        await using var node = await ServingEnvironment.StartAsync();
        var quota = new ResourceQuota
        {
            Metadata = new ObjectMeta { Namespace = NodeEnvironment.Namespace, Name = "share" },
            Spec = new ResourceQuotaSpec { Hard = new() { ["count/inferenceservices.serving.kserve.io"] = 0 } },
        };
        await node.Client.CreateAsync(quota, CancellationToken.None);
        await node.UntilAsync<ResourceQuota>("share", q => q.Status?.Hard is not null);
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas");

        var held = await node.PhaseAsync("atlas", DeploymentPhase.Pending);

        held.Status!.Conditions!.Single().Reason.ShouldBe("QuotaExceeded");
        held.Status.Message!.ShouldContain(
            "exceeded quota: share, requested: count/inferenceservices.serving.kserve.io=1, used: count/inferenceservices.serving.kserve.io=0, limited: count/inferenceservices.serving.kserve.io=0");
        await node.Client.DeleteAsync<ResourceQuota>(new NamespacedName(NodeEnvironment.Namespace, "share"), new DeleteOptions(), CancellationToken.None);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Deployment_ThatIsStopped_EndsItsReplicas_AndGoesOnWhenAskedTo()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas");
        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        await node.ChangeAsync("atlas", spec => spec.Stopped = true);
        await node.PodsUntilAsync("atlas", pods => pods.Count == 0);
        (await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Phase: DeploymentPhase.Stopped, Replicas: 0 })).Status!.Message.ShouldBe("Stopped by spec.stopped.");

        await node.ChangeAsync("atlas", spec => spec.Stopped = null);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Deployment_WhoseRuntimeIsMissing_IsPendingUntilItAppears()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas");

        (await node.PhaseAsync("atlas", DeploymentPhase.Pending)).Status!.Message!.ShouldContain("with the name python");

        await node.CreateRuntimeAsync();
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Deployment_OfAModelThatCannotBeLoaded_HasFailed_AndRecoversWithTheRightOne()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        var right = "file://" + node.WriteModel("right");
        await node.DeployAsync("atlas", spec => spec.Model!.Uri = "file:///nowhere/atlas.gguf");

        var failed = await node.PhaseAsync("atlas", DeploymentPhase.Failed);
        failed.Status!.Message!.ShouldContain("/nowhere/atlas.gguf");
        failed.Status.Conditions!.Single().Reason.ShouldBe("ModelLoadFailed");

        await node.ChangeAsync("atlas", spec => spec.Model!.Uri = right);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Change_ThatCannotBeLoaded_LeavesWhatRanBefore_AndSaysSo()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas");
        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        await node.ChangeAsync("atlas", spec => spec.Model!.Uri = "file:///nowhere/atlas.gguf");

        var degraded = await node.PhaseAsync("atlas", DeploymentPhase.Degraded);
        degraded.Status!.Message!.ShouldContain("/nowhere/atlas.gguf");
        (degraded.Status.ReadyReplicas, degraded.Status.Conditions!.Single().Status).ShouldBe((1, "True"));
    }

    [ControllerFact]
    public async Task Image_WithoutALocalCommand_HasFailedAndSaysWhatToDo_AndRunsWithOne()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas", spec => spec.Engine = new EngineSpec { Type = EngineType.NIM, Image = "nvcr.io/nim/meta/llama" });

        (await node.PhaseAsync("atlas", DeploymentPhase.Failed)).Status!.Message!.ShouldSatisfyAllConditions(
            m => m.ShouldContain("only the image nvcr.io/nim/meta/llama"), m => m.ShouldContain("in the ModelDeployment atlas: in spec.annotations, as modelyard.dev/local-command"));
        (await node.Client.GetAsync<ServingRuntime>(Atlas, CancellationToken.None)).Metadata.OwnerReferences!.Single().Kind.ShouldBe("ModelDeployment");

        // The runtime's probes are those of the image; the test server knows another path.
        await node.ChangeAsync("atlas", spec => spec.Engine = new EngineSpec { Type = EngineType.Custom, Image = "mine", Command = ["python3", node.Script], Args = ["--port=8080"] });
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task VLLM_OnOneMachine_IsToldTheModelsFolderAndThePortItGot()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas", spec => spec.Engine = new EngineSpec { Type = EngineType.VLLM, Command = ["python3", node.Script], ContextLength = 4096, Args = ["--enforce-eager"] });

        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        var pod = (await node.PodsUntilAsync("atlas", pods => pods is [var only] && NodeEnvironment.IsReady(only))).Single();
        ReplicaAddress.TryParse(pod.Metadata.Annotations![ReplicaAddress.Annotation], out var address).ShouldBeTrue();
        var arguments = (await node.CallAsync(pod, "/"))["args"]!.AsArray().Select(a => a!.ToString()).ToList();
        arguments[0].ShouldStartWith(Path.Combine(node.Data, "models"));
        arguments[1..].ShouldBe(["--served-model-name", "atlas", $"--port={address.Tcp!.Port}", "--max-model-len=4096", "--enable-prefix-caching", "--enforce-eager"]);
    }

    [ControllerFact]
    public async Task LocalCommand_OfADeployment_IsAllThatIsStarted_OnASocket()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas", spec =>
        {
            spec.Engine = new EngineSpec { Type = EngineType.NIM, Image = "nvcr.io/nim/meta/llama" };
            spec.Annotations = new Dictionary<string, string> { ["modelyard.dev/local-command"] = $"python3 {node.Script} --alias {{{{.Name}}}} --uds $(MODELYARD_SOCKET)" };
        });

        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        var pod = (await node.PodsUntilAsync("atlas", pods => pods is [var only] && NodeEnvironment.IsReady(only))).Single();
        (await node.CallAsync(pod, "/"))["args"]!.AsArray().Select(a => a!.ToString()).Take(3).ShouldBe(["--alias", "atlas", "--uds"]);
    }

    [ControllerFact]
    public async Task Deployment_ThatBecomesExternal_OwnsNothingAnyMore()
    {
        await using var service = await ScriptedModels.StartAsync();
        service.Script = ScriptedModels.Answer(404);
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas", spec => spec.Engine = new EngineSpec { Type = EngineType.Custom, Image = "mine", Command = ["python3", node.Script], Args = ["--port=8080"] });
        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        await node.ChangeAsync("atlas", spec =>
            (spec.Model, spec.Engine) = (null, new EngineSpec { Type = EngineType.External, External = new ExternalEngine { Url = service.Url } }));

        var deployment = await node.UntilAsync<ModelDeployment>("atlas", d => d.Status?.Conditions?.Single().Reason == "External");
        (deployment.Status!.Phase, deployment.Status.Url, deployment.Status.Replicas).ShouldBe((DeploymentPhase.Running, "http://127.0.0.1:8080/serving/demo/atlas", null));
        await node.PodsUntilAsync("atlas", pods => pods.Count == 0);
        (await node.Client.TryGetAsync<InferenceService>(Atlas, CancellationToken.None)).ShouldBeNull();
        (await node.Client.TryGetAsync<ServingRuntime>(Atlas, CancellationToken.None)).ShouldBeNull();
    }

    [ControllerFact]
    public async Task Deployment_ThatNamesAnEndpointThatIsNotThere_SaysSo_UntilItIs()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas", spec => spec.Endpoint = "chat");

        var running = await node.PhaseAsync("atlas", DeploymentPhase.Running);
        running.Status!.Message.ShouldBe("1 of 1 replica ready. There is no Endpoint chat in the project, which spec.endpoint names: create it, or take that out.");
        running.Status.Conditions!.Single(c => c.Type == "EndpointFound").Reason.ShouldBe("EndpointNotFound");

        await node.Client.CreateAsync(new Endpoint { Metadata = new ObjectMeta { Name = "chat", Namespace = NodeEnvironment.Namespace } }, CancellationToken.None);

        await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Message: "1 of 1 replica ready." } status && status.Conditions!.Single(c => c.Type == "EndpointFound").Status == "True");
    }

    [ControllerFact]
    public async Task External_WhoseSecretIsMissing_IsPendingAndSaysWhich()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.DeployAsync("atlas", spec => (spec.Model, spec.Engine) = (null, new EngineSpec
        {
            Type = EngineType.External,
            External = new ExternalEngine { Url = "https://models.example.com", SecretRef = new SecretKeyReference { Name = "upstream", Key = "token" } },
        }));

        (await node.PhaseAsync("atlas", DeploymentPhase.Pending)).Status!.Message!.ShouldContain("no Secret upstream with the key token");
    }

    [ControllerFact]
    public async Task Service_OfSomebodyElse_IsLeftAlone_AndTakenOverByNobody()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        var theirs = await node.CreateServiceAsync("atlas");
        await node.DeployAsync("atlas");

        (await node.PhaseAsync("atlas", DeploymentPhase.Pending)).Status!.Message!.ShouldContain("already a InferenceService atlas");
        (await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None)).Metadata.OwnerReferences.ShouldBeNull();

        await node.Client.DeleteAsync<InferenceService>(Atlas, new DeleteOptions { PreconditionUid = theirs.Metadata.Uid }, CancellationToken.None);
        await node.PhaseAsync("atlas", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task ScalingOnRequests_KeepsItsModeThroughChanges()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.DeployAsync("atlas", spec => spec.Scaling = new DeploymentScaling { MinReplicas = 1, MaxReplicas = 3, Metric = "concurrency", Target = 4 });
        await node.PhaseAsync("atlas", DeploymentPhase.Running);

        await node.ChangeAsync("atlas", spec => spec.Scaling!.MinReplicas = 2);

        await node.UntilAsync<ModelDeployment>("atlas", d => d.Status is { Phase: DeploymentPhase.Running, ReadyReplicas: 2 });
        (await node.Client.GetAsync<InferenceService>(Atlas, CancellationToken.None)).Status!.DeploymentMode.ShouldBe("Knative");
        var refused = await Should.ThrowAsync<StatusException>(() => node.ChangeAsync("atlas", spec => (spec.Scaling, spec.Replicas) = (null, 1)));
        refused.Message.ShouldContain("shift the traffic of an Endpoint");
    }
}
