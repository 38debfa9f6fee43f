using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewriter.GitHub.Json;

internal sealed record ErrorDto(string? Message, JsonElement[]? Errors, string? DocumentationUrl);

internal sealed record AppStatementDto(long Iat, long Exp, string Iss);

internal sealed record AppDto([property: JsonRequired] string Slug);

internal sealed record InstallationDto([property: JsonRequired] long Id);

internal sealed record InstallationTokenDto([property: JsonRequired] string Token, [property: JsonRequired] DateTimeOffset ExpiresAt);

internal sealed record UserDto([property: JsonRequired] string Login);

internal sealed record RepositoryDto(
    [property: JsonRequired] string Name,
    [property: JsonRequired] string FullName,
    [property: JsonRequired] UserDto Owner,
    [property: JsonRequired] string NodeId,
    [property: JsonRequired] Uri HtmlUrl,
    string? DefaultBranch,
    bool? AllowMergeCommit,
    bool? AllowSquashMerge,
    bool? AllowRebaseMerge);

internal sealed record PermissionDto([property: JsonRequired] string Permission);

internal sealed record BodyDto(string Body);

internal sealed record GraphQlAnswerDto(JsonElement? Data, GraphQlErrorDto[]? Errors);

internal sealed record GraphQlErrorDto(string? Message, string? Type, GraphQlExtensionsDto? Extensions);

internal sealed record GraphQlExtensionsDto([property: JsonPropertyName("code")] string? Code);
