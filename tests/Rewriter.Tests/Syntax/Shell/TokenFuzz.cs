using System.Text;

namespace Rewriter.Tests.Syntax.Shell;

/// <summary>Documents of tokens in any order, from a fixed seed.</summary>
internal static class TokenFuzz
{
    /// <summary>Reads that many documents as the named file; each must be covered, and none may throw.</summary>
    public static void Run(string fileName, string[] pieces, int documents)
    {
        var random = new Random(20260101);
        for (var i = 0; i < documents; i++)
        {
            var text = new StringBuilder();
            var count = random.Next(1, 40);
            for (var k = 0; k < count; k++) text.Append(pieces[random.Next(pieces.Length)]);
            var content = text.ToString();
            try
            {
                ReaderHarness.Read(fileName, content);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Assert.Fail($"document {i}: {e.Message}\n{content}\n{e.StackTrace}");
            }
        }
    }
}
