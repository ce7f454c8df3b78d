using Reve.Benchmarks;
using Reve.Benchmarks.Rows;

if (args is [var row]) return await MemoryRows.WriteAsync(row, LibraryRows.Build);
await LibraryRows.WriteAsync();
return 0;
