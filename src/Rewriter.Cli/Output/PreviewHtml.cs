using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>What a phase does to resources, as one page that needs no script, no network and no other file, dark or light.</summary>
internal static class PreviewHtml
{
    public static string Write(PreviewModel model)
    {
        var plan = model.Plan;
        var body = new XElement("main",
            new XElement("header",
                new XElement("p", new XAttribute("class", "crumb"), $"{plan.Migration.Id} / {plan.Phase.Id}"),
                new XElement("h1", plan.Phase.Title),
                new XElement("p", plan.Phase.Why),
                Verdict(model)),
            Hazards(model),
            Resources(model),
            SideBySide(model),
            Generations(model),
            Section("graph", "Graph", new XElement("p", new XAttribute("class", "quiet"), "The same as Mermaid text; a forge draws it where it stands in Markdown."), new XElement("details", new XElement("summary", "Mermaid"), new XElement("pre", model.Graph))));
        var page = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", $"{plan.Phase.Id}: {plan.Phase.Title}"),
                new XElement("style", PreviewStyle.Sheet)),
            new XElement("body", body));
        return Print(page);
    }

    private static XElement Verdict(PreviewModel model)
    {
        var plan = model.Plan;
        var (kind, word) = plan.IsBlocked ? ("bad", $"Cannot be applied: {plan.Blockers.Count()} blockers, {plan.Errors.Count()} errors") : plan.HasChanges ? ("warn", "Changes") : ("good", "Nothing to do");
        return new XElement("p", new XAttribute("class", "verdict"), Badge(kind, word), " plan ", new XElement("code", model.Digest),
            plan.IsBlocked ? null : new object[] { " · agree to exactly this with ", new XElement("code", $"rewrite apply {plan.Phase.Id} --digest {model.Digest}") });
    }

    private static XElement Hazards(PreviewModel model)
    {
        var items = model.Plan.Hazards.Select(h => new XElement("article", new XAttribute("class", h.AllowedBecause is not null ? "hazard accepted" : h.Stops ? "hazard stops" : "hazard"),
            new XElement("h3", Badge(h.AllowedBecause is not null ? "quiet" : h.Stops ? "bad" : "warn", h.AllowedBecause is not null ? "accepted" : h.Stops ? "blocker" : "high"), $" {h.Id} {h.Title}"),
            new XElement("p", h.Message),
            new XElement("ul", h.Evidence.Select(e => new XElement("li", e.ToString()))),
            new XElement("p", h.AllowedBecause is { } because ? $"Accepted because {because}" : $"{h.Remedy} Cleared by: {h.ClearedBy}"),
            h is { AllowedBecause: null, Paste: { } paste } ? new XElement("pre", new XElement("code", paste.Text)) : null));
        var errors = model.Plan.Errors.Select(e => new XElement("article", new XAttribute("class", "hazard stops"),
            new XElement("h3", Badge("bad", "error"), $" {e.Id}"), new XElement("p", e.GetMessage(CultureInfo.InvariantCulture)), e.Remedy() is { Length: > 0 } remedy ? new XElement("p", remedy) : null));
        var all = items.Concat(errors).ToList();
        return Section("hazards", "Hazards", all.Count == 0 ? [new XElement("p", "None was found.")] : [.. all]);
    }

    private static XElement Resources(PreviewModel model) => Section("resources", "Resources", !model.Previews.Any() ? [new XElement("p", "This phase previews no resources.")] :
    [
        .. model.Previews.Select(p => new XElement("article", new XAttribute("class", "step"),
            new XElement("h3", p.Step.Header.Title),
            new XElement("p", new XAttribute("class", "quiet"), "step ", new XElement("code", p.Step.Header.Id), ", state ", new XElement("code", p.Preview.StateKey), $", engine {p.Preview.Engine}: {PreviewText.Counts(p.Preview)}"),
            p.Preview.Conflicts.Select(c => new XElement("p", Badge("bad", "would fail"), " ", new XElement("code", c.Address), $" {c.Message}")),
            PreviewModel.ByAction(p.Preview).Select(g => Group(g.Action, g.Changes)))),
    ]);

    // What stays is there for the reader who looks for it, and folded for everybody else.
    private static XElement Group(CanonicalAction action, ImmutableArray<ResourceChange> changes) => new("details",
        action == CanonicalAction.NoOp ? null : new XAttribute("open", "open"),
        new XElement("summary", Badge(KindOf(action), StackUse.Name(action)), $" {changes.Length}"),
        changes.Select(c => new XElement("div", new XAttribute("class", "change"),
            new XElement("p", new XElement("code", c.Address), c.PreviousAddress is { } was ? new object[] { " was ", new XElement("code", was) } : null, c.Reason is { } why ? $" – {why}" : null),
            c.Differences.IsEmpty ? null : Differences(c))));

    private static XElement Differences(ResourceChange change) => Table(["Property", "Before", "After", ""],
        change.Differences.Select(d => new XElement("tr", IsForced(change, d) ? new XAttribute("class", "forces") : null,
            new XElement("td", new XElement("code", d.Path)), new XElement("td", Value(d.Before)), new XElement("td", Value(d.After)),
            new XElement("td", IsForced(change, d) ? Badge("bad", "forces replacement") : string.Empty))));

    // What is made new is not replaced, although a later change of the property would.
    private static bool IsForced(ResourceChange change, PropertyDifference difference) => difference.ForcesReplacement && change.Action == CanonicalAction.Replace;

    private static XElement SideBySide(PreviewModel model) => Section("states", "Before and after", model.Before.IsEmpty && model.After.IsEmpty ? [new XElement("p", "No state is looked at.")] :
    [
        .. model.SideBySide().Select(s => new XElement("article", new XElement("h3", "State ", new XElement("code", s.Key)),
            Table(["Address", "Before", "After"], s.Rows.Select(r => new XElement("tr",
                new XElement("td", new XElement("code", r.Address)),
                new XElement("td", new XAttribute("class", r.Before is null ? "none" : KindOf(r.Before.Action)), PreviewModel.Label(r.Before)),
                new XElement("td", new XAttribute("class", r.After is null ? "none" : KindOf(r.After.Action)), PreviewModel.Label(r.After))))))),
    ]);

    private static XElement? Generations(PreviewModel model) => model.Plan.Migration.Generations.IsEmpty ? null : Section("generations", "Generations",
        Table(["Role", .. model.Plan.Migration.Generations.Select(g => g == model.Plan.Phase.Generation ? $"{g} (this phase)" : g)],
            model.Roles.Select(r => new XElement("tr", new XElement("td", r.Role), r.Names.Select(n => new XElement("td", n.IsWanted ? new XAttribute("class", "wanted") : null, new XElement("code", n.Name)))))));

    private static string KindOf(CanonicalAction action) => action switch
    {
        CanonicalAction.Delete or CanonicalAction.Replace => "bad",
        CanonicalAction.Update or CanonicalAction.Forget => "warn",
        CanonicalAction.Create => "good",
        CanonicalAction.Import or CanonicalAction.Move => "info",
        _ => "quiet",
    };

    private static XElement Section(string id, string title, params object?[] content) => new("section", new XAttribute("id", id), new XElement("h2", title), content);

    private static XElement Table(IEnumerable<string> head, IEnumerable<XElement> rows) => new("div", new XAttribute("class", "scroll"),
        new XElement("table", new XElement("thead", new XElement("tr", head.Select(h => new XElement("th", h)))), new XElement("tbody", rows)));

    private static XElement Badge(string kind, string text) => new("span", new XAttribute("class", $"badge {kind}"), text);

    private static XElement Value(StackValue? value) => value is null ? new XElement("span", new XAttribute("class", "quiet"), "none") : new XElement("code", value.ToString());

    // A page is HTML, not XML: only void elements may end without an end tag.
    private static string Print(XElement page)
    {
        foreach (var empty in page.Descendants().Where(e => e.IsEmpty && e.Name.LocalName is not "meta").ToList()) empty.Value = string.Empty;
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = false, NewLineHandling = NewLineHandling.None })) page.Save(writer);
        return text.Append('\n').ToString();
    }
}
