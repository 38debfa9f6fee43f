using System.Globalization;

namespace Rewriter.Corpus;

/// <summary>What is to be run.</summary>
/// <param name="Folders">Where the files lie.</param>
/// <param name="Language">The only language to read; null for all.</param>
/// <param name="Examples">How many paths to print for each reason.</param>
/// <param name="Edit">Whether to rename a word of each file as well.</param>
internal sealed record Options(IReadOnlyList<string> Folders, string? Language, int Examples, bool Edit)
{
    public static Options? Parse(string[] args)
    {
        var folders = new List<string>();
        string? language = null;
        var examples = 3;
        var edit = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--edit":
                    edit = true;
                    break;
                case "--language" when i + 1 < args.Length:
                    language = args[++i];
                    break;
                case "--list-refused" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number):
                    examples = number;
                    i++;
                    break;
                default:
                    if (args[i].StartsWith('-') || !Directory.Exists(args[i])) return null;
                    folders.Add(args[i]);
                    break;
            }
        }

        return folders.Count == 0 ? null : new Options(folders, language, examples, edit);
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: rewriter-corpus FOLDER… [--language L] [--list-refused N] [--edit]");
        Console.Error.WriteLine("Reads every file below the folders and reports, for each language, what its reader made of them.");
        return 2;
    }
}
