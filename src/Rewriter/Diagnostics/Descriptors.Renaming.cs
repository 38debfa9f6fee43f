using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW2901: two files would get one path.</summary>
    public static readonly DiagnosticDescriptor PathTaken = Error("RW2901", "Two files would get one path",
        "the file would be renamed to {0}, and so would {1}",
        "Rename one of them beforehand, or leave its path out.");
}
