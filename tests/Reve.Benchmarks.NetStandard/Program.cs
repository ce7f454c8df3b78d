await Reve.Benchmarks.LibraryRows.WriteAsync();
