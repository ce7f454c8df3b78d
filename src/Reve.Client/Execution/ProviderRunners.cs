using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>The runners of the jobs of one connection.</summary>
internal sealed class ProviderRunners
{
    public ProviderRunners(
        ReveConnection connection, CallPolicy policy, Clock clock, AsyncCache<string, object> lookups, Budget? budget,
        Provider? provider = null)
    {
        Connection = connection;
        Provider = provider ?? ProviderRegistry.Find(connection.Provider);
        Sessions = new ProviderSessionFactory(connection, policy, clock, lookups);
        Images = new ImageJobRunner(Provider, connection, policy, clock, Sessions, budget);
        Tasks = new TaskRunner(Provider, connection, policy, clock, Sessions);
    }

    public ReveConnection Connection { get; }

    public Provider Provider { get; }

    public ProviderSessionFactory Sessions { get; }

    public ImageJobRunner Images { get; }

    public TaskRunner Tasks { get; }
}
