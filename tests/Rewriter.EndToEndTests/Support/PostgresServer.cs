using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A real PostgreSQL server in a temporary folder, on a free port of this machine.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;

    private PostgresServer(string folder, string url) => (_folder, Url) = (folder, url);

    /// <summary>Where the programs of a PostgreSQL server are; null where none is installed.</summary>
    public static string? Programs { get; } = Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "psql")) && File.Exists(Path.Combine(f, "pg_dump")));

    /// <summary>The address, with a password in it that must show up nowhere.</summary>
    public string Url { get; }

    // The server refuses to run as root; then it runs as the user that its package made.
    private static bool AsOther => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rewrite-postgres-").FullName;
        var port = FreePort();
        var server = new PostgresServer(folder, string.Create(CultureInfo.InvariantCulture, $"postgresql://zemo:s3cret-pw@127.0.0.1:{port}/postgres"));
        if (AsOther) (await RewriteCommand.RunProgramAsync("chown", folder, [], "postgres", folder)).Expect(0);
        await server.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "zemo", "-E", "UTF8", "--no-sync");
        await server.RunAsync("pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"), "start");
        return server;
    }

    /// <summary>What a query prints.</summary>
    public async Task<string> AskAsync(string sql)
    {
        var url = new Uri(Url);
        return (await RewriteCommand.RunProgramAsync(Path.Combine(Programs!, "psql"), _folder, [("PGHOST", url.Host), ("PGPORT", url.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", "zemo"), ("PGDATABASE", "postgres")], "-XAtc", sql)).Expect(0).Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        var result = AsOther
            ? await RewriteCommand.RunProgramAsync("runuser", _folder, [], ["-u", "postgres", "--", path, .. arguments])
            : await RewriteCommand.RunProgramAsync(path, _folder, [], arguments);
        result.Expect(0);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IEnumerable<string> Folders()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;
        if (!Directory.Exists("/usr/lib/postgresql")) yield break;
        foreach (var version in Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)) yield return Path.Combine(version, "bin");
    }
}
