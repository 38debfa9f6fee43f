using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW0001: the bytes are no UTF-8 (or marked UTF-16) that can be written back unchanged.</summary>
    public static readonly DiagnosticDescriptor FileNotText = Error("RW0001", "File is not valid text",
        "byte {0} (0x{1:X2}) is not valid in the file's encoding, so the file cannot be written back as it was",
        "Convert the file to UTF-8, or exclude it from the rewrite.");

    /// <summary>RW0002: the file is above the size that is read.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = Error("RW0002", "File is too large",
        "the file has {0} bytes; at most {1} are read",
        "Exclude the file, or split it.");

    /// <summary>RW0003: a NUL byte says that this is no text.</summary>
    public static readonly DiagnosticDescriptor FileIsBinary = Error("RW0003", "File is binary",
        "a NUL byte at offset {0} says that this is a binary file",
        "Exclude the file; a name inside a binary file has to be changed where the file is made.");

    /// <summary>RW0004: the system does not let the file be read.</summary>
    public static readonly DiagnosticDescriptor FileUnreadable = Error("RW0004", "File cannot be read",
        "the file cannot be opened or read",
        "Check its permissions, or exclude the file.");
}
