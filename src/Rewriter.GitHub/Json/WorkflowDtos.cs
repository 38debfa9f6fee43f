using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record DispatchDto(string Ref, IReadOnlyDictionary<string, string> Inputs, bool? ReturnRunDetails);

internal sealed record DispatchedDto([property: JsonRequired] long WorkflowRunId);

internal sealed record WorkflowRunDto([property: JsonRequired] long Id, string? Status, string? Conclusion, [property: JsonRequired] Uri HtmlUrl);

internal sealed record WorkflowRunsDto([property: JsonRequired] WorkflowRunDto[] WorkflowRuns);

internal sealed record JobsDto([property: JsonRequired] JobDto[] Jobs);

internal sealed record JobDto([property: JsonRequired] long Id, [property: JsonRequired] string Name, string? Conclusion);
