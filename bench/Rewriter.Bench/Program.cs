BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Rewriter.Bench.SampleText).Assembly).Run(args);
