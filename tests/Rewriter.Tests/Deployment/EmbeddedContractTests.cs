using Rewriter.Deployment;
using Rewriter.EngineContract;

namespace Rewriter.Tests.Deployment;

/// <summary>The contract of engines, over the embedded one.</summary>
[EngineUnderTest]
public sealed class EmbeddedContractTests : EngineContractTests
{
    protected override EngineBench MakeBench() => new EmbeddedBench();

    private sealed class EmbeddedBench : EngineBench
    {
        private readonly InMemoryEngineStore _store = new();

        public override bool TellsBeforehand => false;

        public override IDeploymentEngine Engine => new EmbeddedEngine(_store, new FakeTime());

        public override DeploymentTarget Want(params Wish[] wanted) => Sample.Target(StateKey, [.. wanted.Select(Declare)]);

        public override string Address(string name) => name;

        public override ResourceDeclaration Declare(Wish wish) =>
            Sample.Bucket(wish.Name, wish.Object, new ResourceOptions { Protect = wish.Protect, DependsOn = wish.After is { } needed ? [needed] : [] }, wish.Value);

        public override string ImportId(Wish wish) => wish.Object;

        public override Task<EngineState?> StateAsync() => Task.FromResult(_store.LoadState(StateKey));

        public override IEnumerable<string> KeptTexts() => _store.StateKeys().Select(k => DeploymentJson.Write(_store.LoadState(k)));

        public override async Task<DeploymentOutcome> ApplyCancelledAsync(DeploymentTarget target, string digest, string during)
        {
            using var cancel = new CancellationTokenSource();
            var progress = new EngineContract.Recorder(e =>
            {
                if (e.Kind == DeploymentEventKind.Started && e.Address == during) cancel.Cancel();
            });
            return await Engine.ApplyAsync(target, digest, progress, cancel.Token);
        }

        public override DeploymentTarget WantSecret(string value) => Sample.Target(
            StateKey,
            Sample.Declared("vault", ResourceTypes.Secret, "secret", StackMap.Of(("secretId", "vault"), ("replication", StackValue.Map(("auto", StackMap.Empty))))),
            Sample.Declared("version", ResourceTypes.SecretVersion, "version", StackMap.Of(("secret", "projects/p/secrets/vault"), ("secretData", value)), new ResourceOptions { DependsOn = ["vault"] }));

        public override Task MakeOutsideAsync(Wish wish)
        {
            _store.SaveCloud(_store.LoadCloud().With(new CloudObject { Type = ResourceTypes.Bucket, Id = wish.Object, Name = wish.Object, Attributes = Declare(wish).Inputs }));
            return Task.CompletedTask;
        }

        public override Task ChangeOutsideAsync(Wish wish) => MakeOutsideAsync(wish);

        public override Task LoseOutsideAsync(Wish wish)
        {
            _store.SaveCloud(_store.LoadCloud().Without(_store.LoadCloud().Find(ResourceTypes.Bucket, wish.Object)!));
            return Task.CompletedTask;
        }

        public override bool ExistsOutside(Wish wish) => _store.LoadCloud().Find(ResourceTypes.Bucket, wish.Object) is not null;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
