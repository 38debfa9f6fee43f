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

    /// <summary>RW0004: a path goes through a symbolic link.</summary>
    public static readonly DiagnosticDescriptor PathIsLink = Error("RW0004", "Path goes through a symbolic link",
        "the path goes through a symbolic link to '{0}', which is not followed",
        "Change the file that the link points to at its own path, or exclude this one.");

    /// <summary>RW0005: a file or its folder is read-only.</summary>
    public static readonly DiagnosticDescriptor FileReadOnly = Error("RW0005", "File is read-only",
        "{0} is read-only",
        "Make it writable, or exclude the file; nothing was changed.");

    /// <summary>RW0006: a file is not what it was when the plan or the journal was made.</summary>
    public static readonly DiagnosticDescriptor FileChangedSince = Error("RW0006", "File was changed since",
        "the file was changed by somebody else, so {0} would overwrite that change",
        "Look at the file; plan again, or restore it, and repeat the command. Nothing was changed.");

    /// <summary>RW0007: a write failed; everything was taken back.</summary>
    public static readonly DiagnosticDescriptor WriteFailed = Error("RW0007", "Writing failed",
        "a file could not be written: {0}",
        "Every file has its earlier bytes again. Free space or correct the permissions, and repeat the command.");

    /// <summary>RW0008: a file is to be moved where another stands.</summary>
    public static readonly DiagnosticDescriptor TargetExists = Error("RW0008", "Target of a move exists",
        "'{0}' is to be renamed to this path, where another file stands",
        "Move one of the two away first, or keep the old path.");

    /// <summary>RW0009: a journal cannot be read.</summary>
    public static readonly DiagnosticDescriptor JournalBroken = Error("RW0009", "Journal cannot be read",
        "the journal of operation '{0}' is broken: {1}",
        "Restore the files from version control; the journal's before.pack holds their earlier bytes.");

    /// <summary>RW0010: an edit could not be proven or does not fit its place.</summary>
    public static readonly DiagnosticDescriptor EditRefused = Error("RW0010", "Edit is refused",
        "the file is left as it is: {0}",
        "Change this place by hand, exclude the file, or add a keep that says why it stays.");

    /// <summary>RW0011: the system does not let the file be read.</summary>
    public static readonly DiagnosticDescriptor FileUnreadable = Error("RW0011", "File cannot be read",
        "the file cannot be opened or read",
        "Check its permissions, or exclude the file.");
}
