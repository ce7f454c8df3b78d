using System.Net;
using System.Threading.Tasks;

namespace Reve.Platform;

/// <summary>Decides which addresses may be connected to.</summary>
public interface IConnectionPolicy
{
    /// <summary>Throws when one of the addresses of a host is not allowed.</summary>
    Task RequireAsync(string host, IPAddress[] addresses);
}
