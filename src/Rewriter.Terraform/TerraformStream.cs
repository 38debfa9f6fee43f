using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>Reads what the program streams with <c>-json</c>, line by line; lines that are no JSON are passed over.</summary>
internal sealed class TerraformStream(IProgress<DeploymentEvent>? progress, Func<string, string> redact)
{
    private readonly List<TerraformDiagnostic> _diagnostics = [];
    private readonly List<(string Address, string Action)> _done = [];

    /// <summary>The messages so far, without secrets.</summary>
    public IReadOnlyList<TerraformDiagnostic> Diagnostics => _diagnostics;

    /// <summary>What was done to which address (<c>create</c>, <c>update</c>, <c>delete</c>), in its order.</summary>
    public IReadOnlyList<(string Address, string Action)> Done => _done;

    /// <summary>Takes a line.</summary>
    public void Read(string line)
    {
        if (!line.StartsWith('{')) return;
        try
        {
            using var document = JsonDocument.Parse(line);
            Read(document.RootElement);
        }
        catch (JsonException)
        {
            // A provisioner can write anything to the terminal; it is not part of the stream.
        }
    }

    private void Read(JsonElement line)
    {
        switch (line.Text("type"))
        {
            case "diagnostic" when line.Member("diagnostic") is { } found:
                _diagnostics.Add(new TerraformDiagnostic(found.Text("severity") == "error", redact(found.Text("summary") ?? string.Empty), redact(found.Text("detail") ?? string.Empty), found.Text("address")));
                break;
            case "apply_start": Tell(DeploymentEventKind.Started, line); break;
            case "apply_complete":
                if (Resource(line) is var (address, action) && address.Length > 0) _done.Add((address, action));
                Tell(DeploymentEventKind.Completed, line);
                break;
            case "apply_errored": Tell(DeploymentEventKind.Failed, line); break;
            case "provision_start" or "provision_errored": Tell(DeploymentEventKind.Note, line); break;
            default: break;
        }
    }

    private void Tell(DeploymentEventKind kind, JsonElement line)
    {
        var (address, action) = Resource(line);
        var type = line.Member("hook")?.Member("resource")?.Text("resource_type") ?? string.Empty;
        var canonical = action switch { "create" => CanonicalAction.Create, "update" => CanonicalAction.Update, "delete" => CanonicalAction.Delete, _ => CanonicalAction.NoOp };
        progress?.Report(new DeploymentEvent(kind, canonical, address, ResourceTypeCatalog.TokenOf(type), redact(line.Text("@message") ?? address)));
    }

    private static (string Address, string Action) Resource(JsonElement line) =>
        (line.Member("hook")?.Member("resource")?.Text("addr") ?? string.Empty, line.Member("hook")?.Text("action") ?? string.Empty);
}
