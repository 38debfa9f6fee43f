using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using Rewriter.Bench;
using Rewriter.Syntax;

// Languages register when their assembly is initialised.
RuntimeHelpers.RunModuleConstructor(typeof(LanguageCatalog).Module.ModuleHandle);
if (args is ["--quick", ..]) return Quick.Run(args.Length > 1 ? args[1] : null);
if (args is ["--repeat", var name, ..]) return Quick.Repeat(name);
if (args is ["--folder", var folder, ..]) return FolderRun.Run(folder, args.Length > 2 ? args[2] : null);
if (args is ["--growth", ..]) return Growth.Run(args.Length > 1 ? args[1] : null);
// In this process: a project generated for each benchmark would be held to this repository's rules for sources.
BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run([.. args, "--inProcess"]);
return 0;
