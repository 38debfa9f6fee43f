using System.Text;

namespace Rewriter.Bench;

/// <summary>Texts that look like an infrastructure's files, made from a fixed seed.</summary>
internal static class SampleText
{
    private static readonly string[] Words =
        ["deploy", "service", "region", "europe-west1", "image", "registry", "secret", "project", "runs-on", "steps", "name", "value", "resource", "google", "cloud", "run", "template", "metadata", "labels", "env"];

    /// <summary>YAML of about that many bytes; every so manieth value is the old name, none where 0.</summary>
    public static string Yaml(int bytes, int everyNth)
    {
        var random = new Random(7);
        var text = new StringBuilder(bytes + 64);
        for (var line = 1; text.Length < bytes; line++)
        {
            var key = Words[random.Next(Words.Length)];
            var value = everyNth > 0 && line % everyNth == 0 ? "orderflow-app" : Words[random.Next(Words.Length)];
            if (line % 3 == 1) text.Append(key).Append(line).Append(":\n");
            else text.Append("  ").Append(key).Append(line).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Terraform of about that many bytes with the old name in every so manieth block.</summary>
    public static string Terraform(int bytes, int everyNth)
    {
        var text = new StringBuilder(bytes + 256);
        for (var block = 1; text.Length < bytes; block++)
        {
            var name = block % everyNth == 0 ? "orderflow" : "other";
            text.Append("resource \"google_cloud_run_service\" \"").Append(name).Append('_').Append(block).Append("\" {\n  name     = \"").Append(name).Append("-app\"\n  location = var.region\n}\n\n");
        }

        return text.ToString();
    }
}
