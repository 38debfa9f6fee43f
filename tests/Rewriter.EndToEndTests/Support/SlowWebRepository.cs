namespace Rewriter.EndToEndTests.Support;

/// <summary>
/// A repository whose second phase renames a resource and makes three more with the real terraform, one after the other:
/// the second of them says that it is being made, and takes its time until it may go on.
/// </summary>
internal sealed class SlowWebRepository : IDisposable
{
    private const string More = """
        moved {
          from = terraform_data.web-old
          to   = terraform_data.web-new
        }

        resource "terraform_data" "first" {
        }

        resource "terraform_data" "second" {
          depends_on = [terraform_data.first]
          provisioner "local-exec" {
            command = "touch '{marker}'; i=0; while [ ! -f '{go}' ] && [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done"
          }
        }

        resource "terraform_data" "third" {
          depends_on = [terraform_data.second]
        }
        """;

    private readonly ExampleRepository _repository = WebRepository.Create();
    private readonly string _temporary = Directory.CreateTempSubdirectory("rewrite-slow-").FullName;

    /// <summary>The file that tells that the second resource is being made.</summary>
    public string Marker => Path.Combine(_temporary, "marker");

    /// <summary>The state of the stack; empty where there is none.</summary>
    public string State => File.Exists(_repository.PathOf("infra/states/web.tfstate")) ? _repository.Read("infra/states/web.tfstate") : string.Empty;

    /// <summary>The rewritten file.</summary>
    public string Configuration => _repository.Read("infra/main.tf");

    /// <summary>The ledger.</summary>
    public string Ledger => _repository.Read(".rewrite/ledger.jsonl");

    /// <summary>Makes the repository, with its first phase applied.</summary>
    public static async Task<SlowWebRepository> CreateAsync()
    {
        var slow = new SlowWebRepository();
        slow._repository.Edit("rewrite.yaml", "stateRole: state-path", "state: web");
        slow._repository.Edit("rewrite.yaml", "beside: old, assert: { create: 1, ", "assert: { move: 1, create: 3, ");
        slow._repository.Edit("infra/main.tf", "resource \"terraform_data\" \"web\" {\n  input            = { name = var.service_name, token = var.token }\n  triggers_replace = [var.service_name]\n}", "resource \"terraform_data\" \"web-old\" {\n  input = { token = var.token }\n}");
        (await slow.RunAsync("apply", "start", "--yes")).Expect(0);
        slow._repository.Write("infra/more.tf", More.Replace("{marker}", slow.Marker, StringComparison.Ordinal).Replace("{go}", Path.Combine(slow._temporary, "go"), StringComparison.Ordinal));
        return slow;
    }

    /// <summary>Runs the command.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RewriteCommand.RunWithAsync(_repository.Folder, Environment(), arguments);

    /// <summary>Runs the command, and does something to its process while the second resource is being made.</summary>
    public Task<CommandResult> RunToMarkerAsync(Action<System.Diagnostics.Process> act, params string[] arguments) =>
        RewriteCommand.RunToAsync(_repository.Folder, Environment(), () => File.Exists(Marker), act, arguments);

    /// <summary>Lets the second resource be made at once.</summary>
    public void LetGo() => File.WriteAllText(Path.Combine(_temporary, "go"), string.Empty);

    /// <inheritdoc/>
    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    // What killed processes leave behind lies in a folder that goes with the test.
    private (string, string)[] Environment() => [("WEB_TOKEN", WebRepository.Secret), ("TMPDIR", _temporary)];
}
