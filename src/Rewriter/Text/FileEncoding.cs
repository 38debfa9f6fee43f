namespace Rewriter.Text;

/// <summary>How a file's characters are written as bytes.</summary>
public enum FileEncoding
{
    /// <summary>UTF-8 without a byte order mark; ASCII is this too.</summary>
    Utf8,

    /// <summary>UTF-8 behind the mark EF BB BF.</summary>
    Utf8WithMark,

    /// <summary>UTF-16, little endian, behind the mark FF FE.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, big endian, behind the mark FE FF.</summary>
    Utf16BigEndian,
}
