using Rewriter.Corpus;

return Options.Parse(args) is { } options ? CorpusRun.Execute(options) : Options.Usage();
