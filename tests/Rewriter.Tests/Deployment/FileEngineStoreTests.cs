using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public sealed class FileEngineStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_read_again()
    {
        var store = new FileEngineStore(_folder);
        Sample.ProductionSeed().SaveTo(store);

        Assert.Equal([Sample.OldKey], store.StateKeys().ToArray());
        Assert.Equal(DeploymentJson.Write(Sample.ProductionSeed().State), DeploymentJson.Write(store.LoadState(Sample.OldKey)));
        Assert.Equal(DeploymentJson.Write(Sample.ProductionSeed().Cloud), File.ReadAllText(Path.Combine(_folder, "cloud.json")));
        Assert.Null(store.LoadState("pult/prod"));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Every_serial_leaves_a_backup_of_the_one_before()
    {
        var store = new FileEngineStore(_folder);
        var engine = new EmbeddedEngine(store);
        await Sample.Applied(engine, Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")));

        var state = store.LoadState("s")!;
        var backups = Directory.GetFiles(Path.Combine(_folder, "backup", "s")).Select(Path.GetFileName).Order();

        Assert.Equal(Enumerable.Range(1, (int)state.Serial - 1).Select(n => $"{n:D6}.json"), backups);
    }

    [Fact]
    public void Another_lineage_and_an_older_serial_are_refused()
    {
        var store = new FileEngineStore(_folder);
        var state = Sample.ProductionSeed().State with { Serial = 5 };
        store.SaveState(state);

        Assert.Equal("RW4014", Assert.Throws<EngineStoreException>(() => store.SaveState(state with { Lineage = "other", Serial = 6 })).Failure.Code);
        Assert.Equal("RW4014", Assert.Throws<EngineStoreException>(() => store.SaveState(state with { Serial = 4 })).Failure.Code);
    }

    [Fact]
    public async Task A_second_holder_is_kept_out_until_the_first_lets_go()
    {
        var engine = new EmbeddedEngine(new FileEngineStore(_folder));
        using (new FileEngineStore(_folder).Lock())
        {
            Assert.Equal("RW4004", Assert.Throws<EngineStoreException>(() => new FileEngineStore(_folder).Lock()).Failure.Code);
            Assert.Equal("RW4004", (await Sample.ApplyNow(engine, Sample.Target("s", Sample.Bucket("a", "bucket-a")))).Failure!.Code);
        }

        await Sample.Applied(engine, Sample.Target("s", Sample.Bucket("a", "bucket-a")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/etc/x")]
    [InlineData("a//b")]
    [InlineData("a/.b")]
    [InlineData("a b")]
    public void A_key_that_leads_out_is_refused(string key) =>
        Assert.Equal("RW4008", Assert.Throws<EngineStoreException>(() => new FileEngineStore(_folder).LoadState(key)).Failure.Code);

    [Theory]
    [InlineData("{", "RW4002")]
    [InlineData("{\"version\": 1, \"key\": \"s\", \"lineage\": \"l\", \"extra\": 1}", "RW4002")]
    [InlineData("{\"version\": 2, \"key\": \"s\", \"lineage\": \"l\"}", "RW4002")]
    [InlineData("{\"version\": 1, \"key\": \"t\", \"lineage\": \"l\"}", "RW4002")]
    public async Task A_state_that_cannot_be_read_is_named_and_nothing_is_done(string text, string code)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "state"));
        File.WriteAllText(Path.Combine(_folder, "state", "s.json"), text);
        var engine = new EmbeddedEngine(new FileEngineStore(_folder));

        var preview = await engine.PreviewAsync(Sample.Target("s"), default);

        Assert.Equal(code, preview.Failure!.Code);
        Assert.Contains("state/s.json", preview.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(code, (await engine.ApplyAsync(Sample.Target("s"), "x", null, default)).Failure!.Code);
        Assert.Equal(text, File.ReadAllText(Path.Combine(_folder, "state", "s.json")));
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("engine-outside-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(_folder, "state"));
            Directory.CreateSymbolicLink(Path.Combine(_folder, "state", "pult"), outside);
            var store = new FileEngineStore(_folder);

            Assert.Equal("RW4002", Assert.Throws<EngineStoreException>(() => store.SaveState(Sample.ProductionSeed().State with { Key = "pult/prod" })).Failure.Code);
            Assert.Empty(Directory.GetFileSystemEntries(outside));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task A_copy_in_memory_leaves_the_files_alone()
    {
        var store = new FileEngineStore(_folder);
        Sample.ProductionSeed().SaveTo(store);
        var before = File.ReadAllText(Path.Combine(_folder, "cloud.json"));

        await Sample.CopySecrets(new EmbeddedEngine(InMemoryEngineStore.CopyOf(store)));

        Assert.Equal(before, File.ReadAllText(Path.Combine(_folder, "cloud.json")));
    }
}
