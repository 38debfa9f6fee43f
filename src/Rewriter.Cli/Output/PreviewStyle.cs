namespace Rewriter.Cli.Output;

/// <summary>How the page of a preview looks; no character of it needs escaping in XML or HTML.</summary>
internal static class PreviewStyle
{
    /// <summary>The sheet.</summary>
    public const string Sheet = """
        :root { color-scheme: light dark; --paper: #ffffff; --raised: #f6f8fa; --ink: #1f2328; --faint: #59636e; --line: #d1d9e0; --bad: #b3261e; --warn: #8a5a00; --good: #1a7f37; --info: #0550ae; }
        @media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --raised: #161b22; --ink: #e6edf3; --faint: #9198a1; --line: #30363d; --bad: #ff7b72; --warn: #e3b341; --good: #56d364; --info: #79c0ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
        h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.25; }
        h2 { margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
        h3 { margin: 0 0 .5rem; font-size: 1rem; }
        p, ul { margin: 0 0 .5rem; }
        code, pre { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
        pre { margin: .5rem 0 0; overflow-x: auto; white-space: pre; }
        article { margin-bottom: 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
        .hazard { border-left: .25rem solid var(--warn); }
        .hazard.stops { border-left-color: var(--bad); }
        .hazard.accepted { border-left-color: var(--line); }
        .crumb, .quiet, .none, summary { color: var(--faint); }
        .badge { display: inline-block; padding: 0 .5em; border: 1px solid currentColor; border-radius: 1em; font-size: .8125em; font-weight: 600; }
        .bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); } .info { color: var(--info); }
        details { margin-top: .5rem; } summary { cursor: pointer; }
        .change { margin: .5rem 0 .5rem 1rem; }
        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        td:first-child code { overflow-wrap: normal; }
        th { color: var(--faint); font-weight: 600; }
        .wanted { font-weight: 700; }
        .forces td { background: color-mix(in srgb, var(--bad) 8%, transparent); }
        @media print { details { display: block; } }
        """;
}
