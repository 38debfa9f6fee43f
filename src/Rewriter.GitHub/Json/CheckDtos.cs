using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record CheckRunsDto([property: JsonRequired] CheckRunDto[] CheckRuns);

internal sealed record CheckRunDto([property: JsonRequired] long Id, [property: JsonRequired] string Name, [property: JsonRequired] string Status, string? Conclusion, Uri? HtmlUrl, Uri? DetailsUrl);

internal sealed record NewCheckRunDto(string Name, string HeadSha, string Status, string? Conclusion, CheckRunOutputDto Output);

internal sealed record CheckRunChangeDto(CheckRunOutputDto Output);

internal sealed record CheckRunOutputDto(string Title, string Summary, IReadOnlyList<AnnotationDto> Annotations);

internal sealed record AnnotationDto(string Path, int StartLine, int EndLine, string AnnotationLevel, string Message);

internal sealed record CombinedStatusDto([property: JsonRequired] StatusDto[] Statuses);

internal sealed record StatusDto([property: JsonRequired] string State, [property: JsonRequired] string Context, Uri? TargetUrl);

internal sealed record NewStatusDto(string State, string Context, string Description);
