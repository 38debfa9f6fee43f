namespace Rewriter.Migrations;

/// <summary>A stack that phases preview and apply.</summary>
/// <param name="Id">Its name in the migration.</param>
/// <param name="Program">The stack program that models it in every generation.</param>
/// <param name="StateRole">The role whose name is the key of the state; null where the key is <paramref name="StateKey"/>.</param>
/// <param name="StateKey">The key of the state where no role names it; empty otherwise.</param>
public sealed record StackDefinition(string Id, string Program, string? StateRole, string StateKey);
