namespace Rewriter.Migrations;

/// <summary>A value that a user gives with <c>--set name=value</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Default">Its value where none is given; null where it then has none.</param>
/// <param name="Pattern">A regular expression that the value must match whole; null where any will do.</param>
public sealed record SettingDefinition(string Name, string Why, string? Default, string? Pattern);
