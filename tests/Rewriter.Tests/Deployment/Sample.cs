using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

/// <summary>The OrderFlow example and small stacks for the tests of engine and hazards.</summary>
internal static class Sample
{
    public const string OldKey = "orderflow/prod";
    public const string NewKey = "pult/prod";
    public const string Project = "orderflow-451220";

    public static readonly string[] SecretNames = ["django-secret-key", "database-url", "telegram-bot-token"];

    public static StackDescription OrderFlow(string generation) => global::Stacks.StackPrograms.Find("orderflow")!.Describe(generation);

    public static EmbeddedSeed ProductionSeed() => EmbeddedSeed.From(OrderFlow("orderflow"), OldKey, new TrafficSplit("prod", [new TrafficWeight("orderflow-app", 100)]));

    public static InMemoryEngineStore Production()
    {
        var store = new InMemoryEngineStore();
        ProductionSeed().SaveTo(store);
        return store;
    }

    /// <summary>Phase 2 of the document: everything that exists is imported, the rest is made beside it.</summary>
    public static DeploymentTarget Beside() => new()
    {
        Desired = OrderFlow("pult"),
        StateKey = NewKey,
        Imports =
        [
            .. OrderFlow("pult").Resources
                .Where(r => r.Role is "secret" or "registry" or "deployer-account" or "identity-pool" or "identity-provider")
                .Select(r => new ResourceImport(r.Address, r.ImportId!)),
        ],
    };

    public static async Task CopySecrets(ICloudOperations cloud)
    {
        foreach (var name in SecretNames)
            Assert.Null((await cloud.CopySecretVersionAsync("orderflow-" + name, "pult-" + name, IfExists.AddVersion, default)).Failure);
    }

    public static ResourceDeclaration Declared(string address, string type, string role, StackMap inputs, ResourceOptions? options = null) => new()
    {
        Address = address, Role = role, Type = type, LogicalName = address, PhysicalName = ResourceTypeCatalog.For(type).NameOf(inputs), Inputs = inputs,
        Options = options ?? ResourceOptions.None, ImportId = ResourceTypeCatalog.For(type).IdOf(inputs, "p"),
    };

    public static ResourceDeclaration Bucket(string address, string name, ResourceOptions? options = null, string storageClass = "STANDARD") => Declared(
        address, ResourceTypes.Bucket, "bucket", StackMap.Of(("name", name), ("location", "EU"), ("storageClass", storageClass)), options);

    public static ResourceDeclaration Service(string address, string name, bool? protection = false) => Declared(
        address, ResourceTypes.Service, "service",
        protection is { } value
            ? StackMap.Of(("name", name), ("location", "eu"), ("deletionProtection", value))
            : StackMap.Of(("name", name), ("location", "eu")));

    public static DeploymentTarget Target(string key, params ResourceDeclaration[] resources) =>
        new() { Desired = new StackDescription("s", "g", "p", [.. resources]), StateKey = key };

    public static async Task<DeploymentOutcome> ApplyNow(IDeploymentEngine engine, DeploymentTarget target) =>
        await engine.ApplyAsync(target, (await engine.PreviewAsync(target, default)).Digest, null, default);

    public static async Task<DeploymentOutcome> Applied(IDeploymentEngine engine, DeploymentTarget target)
    {
        var outcome = await ApplyNow(engine, target);
        Assert.Null(outcome.Failure);
        Assert.Equal(DeploymentStatus.Succeeded, outcome.Status);
        return outcome;
    }
}
