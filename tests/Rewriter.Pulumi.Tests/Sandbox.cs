using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Deployment;
using Rewriter.EngineContract;

namespace Rewriter.Pulumi.Tests;

/// <summary>The Pulumi engine over the stand-in, with a backend of its own in a temporary folder.</summary>
internal sealed class Sandbox : EngineBench
{
    public const string Passphrase = "open sesame 1001";

    public Sandbox()
    {
        Top = Directory.CreateTempSubdirectory("rewrite-tests-").FullName;
        Backend = Directory.CreateDirectory(Path.Combine(Top, "backend")).FullName;
        Options = new PulumiOptions
        {
            Program = StandIn.Path, Backend = new Uri(Backend).AbsoluteUri, BackupFolder = Path.Combine(Top, "backup"), DestroyOnRollback = true,
            GracePeriod = TimeSpan.FromSeconds(20), Environment = ImmutableSortedDictionary<string, string>.Empty.Add("PULUMI_CONFIG_PASSPHRASE", Passphrase),
            Known = [Stack(new Wish("a", "a"), new Wish("b", "b"), new Wish("c", "c"), new Wish("d", "d"), new Wish("z", "z"))],
        };
    }

    public string Top { get; }

    public string Backend { get; }

    public PulumiOptions Options { get; set; }

    public override IDeploymentEngine Engine => new PulumiEngine(Options);

    public string StatePath => Path.Combine(Backend, ".pulumi", "stacks", "shop", "shop-prod.json");

    private string CloudPath => Path.Combine(Backend, "cloud.json");

    public static DeploymentTarget Target(params ResourceDeclaration[] resources) => new() { StateKey = StateKey, Desired = new StackDescription("shop", "new", "p", [.. resources]) };

    public static ResourceDeclaration Declared(string address, string type, StackMap inputs, ResourceOptions? options = null) => new()
    {
        Address = address, Role = "thing", Type = type, LogicalName = address, PhysicalName = ResourceTypeCatalog.For(type).NameOf(inputs), Inputs = inputs,
        Options = options ?? ResourceOptions.None, ImportId = ResourceTypeCatalog.For(type).IdOf(inputs, "p"),
    };

    public override DeploymentTarget Want(params Wish[] wanted) => new() { StateKey = StateKey, Desired = Stack(wanted) };

    public override string Address(string name) => name;

    public override ResourceDeclaration Declare(Wish wish) => Declared(wish.Name, ResourceTypes.Bucket, Inputs(wish), new ResourceOptions { Protect = wish.Protect, DependsOn = wish.After is { } needed ? [needed] : [] });

    public override string ImportId(Wish wish) => wish.Object;

    public override async Task<EngineState?> StateAsync() => (await new PulumiStates(Options).ReadAsync([StateKey], CancellationToken.None)).SingleOrDefault();

    public override IEnumerable<string> KeptTexts() => Directory.EnumerateFiles(Top, "*", SearchOption.AllDirectories).Where(f => f != CloudPath).Order(StringComparer.Ordinal).Select(f => f + "\n" + File.ReadAllText(f));

    public override async Task<DeploymentOutcome> ApplyCancelledAsync(DeploymentTarget target, string digest, string during)
    {
        using var cancel = new CancellationTokenSource();
        var slow = new PulumiEngine(WithFaults("slow:" + during));
        var progress = new Recorder(e =>
        {
            if (e.Kind == DeploymentEventKind.Started && e.Address == during) cancel.Cancel();
        });
        return await slow.ApplyAsync(target, digest, progress, cancel.Token);
    }

    public PulumiOptions WithFaults(string faults) => Options with { Environment = Options.Environment.SetItem("PULUMI_STANDIN_FAULTS", faults) };

    public override DeploymentTarget WantSecret(string value) => Target(
        Declared("vault", ResourceTypes.Secret, StackMap.Of(("secretId", "vault"), ("replication", StackValue.Map(("auto", StackMap.Empty))))),
        Declared("vault-version", ResourceTypes.SecretVersion, StackMap.Of(("secret", "projects/p/secrets/vault"), ("secretData", value)), new ResourceOptions { DependsOn = ["vault"] }));

    public override Task MakeOutsideAsync(Wish wish) => EditCloud(all => all[Key(wish)] = JsonNode.Parse(DeploymentJson.Write(Inputs(wish))));

    public override Task ChangeOutsideAsync(Wish wish) => MakeOutsideAsync(wish);

    public override Task LoseOutsideAsync(Wish wish) => EditCloud(all => all.Remove(Key(wish)));

    public override bool ExistsOutside(Wish wish) => JsonNode.Parse(File.ReadAllText(CloudPath))!.AsObject().ContainsKey(Key(wish));

    protected override void Dispose(bool disposing) => Directory.Delete(Top, recursive: true);

    private static string Key(Wish wish) => $"{ResourceTypes.Bucket} {wish.Object}";

    private static StackMap Inputs(Wish wish) => StackMap.Of(("name", wish.Object), ("location", "EU"), ("storageClass", wish.Value));

    private StackDescription Stack(params Wish[] wanted) => new("shop", "new", "p", [.. wanted.Select(Declare)]);

    private Task EditCloud(Action<JsonObject> edit)
    {
        var all = File.Exists(CloudPath) ? JsonNode.Parse(File.ReadAllText(CloudPath))!.AsObject() : [];
        edit(all);
        return File.WriteAllTextAsync(CloudPath, all.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }
}
