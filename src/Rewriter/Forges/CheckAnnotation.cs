namespace Rewriter.Forges;

/// <summary>A remark on lines of a file.</summary>
/// <param name="Path">The file, with '/'.</param>
/// <param name="StartLine">The first line, from 1.</param>
/// <param name="EndLine">The last line, from 1.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Message">What is remarked.</param>
public sealed record CheckAnnotation(string Path, int StartLine, int EndLine, AnnotationLevel Level, string Message);
