namespace Rewriter.Scanning;

/// <summary>An entry of a folder. A class, because lists of own structures have to be compiled anew at every start.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Kind">What it is.</param>
public sealed record TreeEntry(string Name, TreeEntryKind Kind);
