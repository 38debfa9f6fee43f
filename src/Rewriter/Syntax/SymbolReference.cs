namespace Rewriter.Syntax;

/// <summary>
/// The declared thing that a leaf names, so that a definition and its uses change together or not at all.
/// </summary>
/// <param name="Kind">What is declared, with its language: <c>terraform.variable</c>, <c>shell.variable</c>, <c>make.target</c>.</param>
/// <param name="Name">Its name, with what makes it unique in its scope: <c>google_secret_manager_secret.app</c>.</param>
/// <param name="IsDefinition">True where it is declared here, false where it is used.</param>
/// <param name="Scope">
/// Where the name holds: null for the file, otherwise what the language says, such as the folder of a Terraform module
/// or <c>module.NAME</c> for something of another module.
/// </param>
public sealed record SymbolReference(string Kind, string Name, bool IsDefinition, string? Scope = null);
