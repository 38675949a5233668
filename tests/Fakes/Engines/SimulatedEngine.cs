using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>
/// A Docker Engine that runs nothing: it keeps containers, images, networks, volumes and events by the rules of a real one. Its verbs are those of
/// the API (<see cref="SimulatedApi"/>) and, for tests, what happens on a host by itself: a process dies, a health check changes.
/// </summary>
public sealed class SimulatedEngine
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SimulatedContainer> _containers = [];
    private readonly List<SimulatedImage> _images = [];
    private readonly List<SimulatedNetwork> _networks = [];
    private readonly Dictionary<string, SimulatedVolume> _volumes = [];
    private readonly HashSet<string> _registry = [];
    private int _ephemeralPort = 32767;

    public SimulatedEngine(SimulatedEngineOptions? options = null)
    {
        Options = options ?? new();
        Events = new(Options.Clock);
        AddNetwork("bridge", "bridge", []);
        AddNetwork("host", "host", []);
        AddNetwork("none", "null", []);
    }

    public SimulatedEngineOptions Options { get; }

    public SimulatedEvents Events { get; }

    public SimulatedFault Fault { get; set; }

    public string ID => Options.ID ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Options.Name)).AsSpan(0, 16)).ToString();

    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>How many requests came, by method and first two path segments, such as <c>GET /containers/json</c>.</summary>
    public SimulatedRequestLog Requests { get; } = new();

    public IReadOnlyList<SimulatedContainer> Containers => Locked(() => _containers.Values.ToList());

    public IReadOnlyList<SimulatedImage> Images => Locked(() => _images.ToList());

    public IReadOnlyList<SimulatedNetwork> Networks => Locked(() => _networks.ToList());

    public IReadOnlyList<SimulatedVolume> Volumes => Locked(() => _volumes.Values.ToList());

    public SimulatedContainer Find(string reference) => Locked(() =>
    {
        var name = reference.TrimStart('/');
        return _containers.GetValueOrDefault(reference)
            ?? _containers.Values.FirstOrDefault(container => container.Name == name)
            ?? (_containers.Values.Where(container => container.ID.StartsWith(reference, StringComparison.Ordinal)).ToList() is [var one] ? one : null)
            ?? throw new SimulatedException(404, $"No such container: {reference}");
    });

    public SimulatedImage FindImage(string reference) => Locked(() => MatchImage(reference) ?? throw new SimulatedException(404, $"No such image: {reference}"));

    public SimulatedNetwork FindNetwork(string reference) => Locked(() =>
        _networks.Find(network => network.ID == reference || network.Name == reference)
        ?? _networks.Find(network => network.ID.StartsWith(reference, StringComparison.Ordinal))
        ?? throw new SimulatedException(404, $"network {reference} not found"));

    public SimulatedVolume FindVolume(string name) => Locked(() => _volumes.GetValueOrDefault(name) ?? throw new SimulatedException(404, $"get {name}: no such volume"));

    /// <summary>Puts an image on the engine.</summary>
    public SimulatedImage AddImage(string reference)
    {
        var image = Locked(() =>
        {
            var id = "sha256:" + Hash(reference);
            if (_images.Find(each => each.ID == id) is not { } found)
            {
                _images.Add(found = new(id, Now));
            }

            if (!found.Tags.Contains(Tagged(reference)))
            {
                found.Tags.Add(Tagged(reference));
            }

            return found;
        });
        Events.Emit("image", "pull", Tagged(reference), new Dictionary<string, string> { ["name"] = Tagged(reference) });
        return image;
    }

    /// <summary>Makes an image available to pulls.</summary>
    public void Publish(string reference) => Locked(() => _registry.Add(Tagged(reference)));

    public SimulatedImage Pull(string reference) => Locked(() => _registry.Contains(Tagged(reference)))
        ? AddImage(reference)
        : throw new SimulatedException(404, $"pull access denied for {reference}, repository does not exist or may require 'docker login'");

    public void RemoveImage(string reference, bool force)
    {
        var image = FindImage(reference);
        if (!force && Containers.Any(container => container.ImageID == image.ID))
        {
            throw new SimulatedException(409, $"conflict: unable to remove repository reference \"{reference}\" (must force) - container is using its referenced image");
        }

        Locked(() => _images.Remove(image));
        Events.Emit("image", "delete", image.ID, new Dictionary<string, string> { ["name"] = image.ID });
    }

    public SimulatedContainer Create(string? name, JsonElement request)
    {
        var image = request.GetProperty("Image").GetString() ?? "";
        var container = Locked(() =>
        {
            var found = MatchImage(image) ?? throw new SimulatedException(404, $"No such image: {Tagged(image)}");
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            name ??= "simulated_" + id[..8];
            if (_containers.Values.FirstOrDefault(each => each.Name == name) is { } taken)
            {
                throw new SimulatedException(409, $"Conflict. The container name \"/{name}\" is already in use by container \"{taken.ID}\". You have to remove (or rename) that container to be able to reuse that name.");
            }

            var created = new SimulatedContainer(id, name, image, found.ID, Now);
            SimulatedRequest.Apply(created, request, () => ++_ephemeralPort);
            var network = created.NetworkMode is "default" or "" ? "bridge" : created.NetworkMode;
            created.Networks[network] = "";
            _containers[id] = created;
            return created;
        });
        Events.Emit("container", "create", container.ID, container.Attributes());
        return container;
    }

    /// <returns>False if it already runs.</returns>
    public bool Start(SimulatedContainer container)
    {
        var started = Locked(() =>
        {
            if (container.IsUp)
            {
                return false;
            }

            foreach (var (_, ip, port) in container.Ports)
            {
                if (_containers.Values.Any(other => other != container && other.IsUp && other.Ports.Exists(used => used.HostPort == port)))
                {
                    throw new SimulatedException(500, $"driver failed programming external connectivity on endpoint {container.Name}: Bind for {ip}:{port} failed: port is already allocated");
                }
            }

            foreach (var network in container.Networks.Keys.ToList())
            {
                container.Networks[network] = _networks.Find(each => each.Name == network)?.NextAddress() ?? "";
            }

            (container.Status, container.StartedAt, container.ExitCode) = ("running", Now, 0);
            return true;
        });
        if (started)
        {
            foreach (var network in container.Networks.Keys)
            {
                Events.Emit("network", "connect", FindNetwork(network).ID, new Dictionary<string, string> { ["container"] = container.ID, ["name"] = network, ["type"] = "bridge" });
            }

            Events.Emit("container", "start", container.ID, container.Attributes());
        }

        return started;
    }

    /// <returns>False if it does not run.</returns>
    public bool Stop(SimulatedContainer container)
    {
        if (!container.IsUp)
        {
            return false;
        }

        Emit(container, "kill", ("signal", "15"));
        End(container, 143);
        Emit(container, "stop");
        return true;
    }

    public void Kill(SimulatedContainer container, string signal)
    {
        if (!container.IsUp)
        {
            throw new SimulatedException(409, $"cannot kill container: {container.ID}: container {container.ID} is not running");
        }

        Emit(container, "kill", ("signal", signal));
        End(container, 137);
    }

    public void Pause(SimulatedContainer container, bool paused)
    {
        if (container.Status != (paused ? "running" : "paused"))
        {
            throw new SimulatedException(409, $"Container {container.ID} is not {(paused ? "running" : "paused")}");
        }

        container.Status = paused ? "paused" : "running";
        Emit(container, paused ? "pause" : "unpause");
    }

    public void Rename(SimulatedContainer container, string name)
    {
        Locked(() => container.Name = _containers.Values.Any(each => each.Name == name)
            ? throw new SimulatedException(409, $"Conflict. The container name \"/{name}\" is already in use")
            : name);
        Emit(container, "rename");
    }

    public void Remove(SimulatedContainer container, bool force)
    {
        if (container.IsUp && !force)
        {
            throw new SimulatedException(409, $"cannot remove container \"/{container.Name}\": container is running: stop the container before removing or force remove");
        }

        if (container.IsUp)
        {
            End(container, 137);
        }

        Locked(() => _containers.Remove(container.ID));
        Emit(container, "destroy");
    }

    /// <summary>The container's main process ends by itself; its restart policy may start it again.</summary>
    public void Die(string reference, int exitCode)
    {
        var container = Find(reference);
        End(container, exitCode);
        if (container.RestartPolicy is "always" or "unless-stopped" || (container.RestartPolicy == "on-failure" && exitCode != 0))
        {
            container.RestartCount++;
            Start(container);
        }
    }

    /// <summary>The container's health check comes to another result.</summary>
    public void SetHealth(string reference, string health)
    {
        var container = Find(reference);
        container.Health = health;
        Emit(container, "health_status: " + health);
    }

    public SimulatedNetwork AddNetwork(string name, string driver, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var network = Locked(() =>
        {
            if (_networks.Exists(each => each.Name == name))
            {
                throw new SimulatedException(409, $"network with name {name} already exists");
            }

            var added = new SimulatedNetwork(Hash(Options.Name + name), name, driver, _networks.Count, Now);
            foreach (var (key, value) in labels)
            {
                added.Labels[key] = value;
            }

            _networks.Add(added);
            return added;
        });
        Events.Emit("network", "create", network.ID, new Dictionary<string, string> { ["name"] = name, ["type"] = driver });
        return network;
    }

    public void RemoveNetwork(string reference)
    {
        var network = FindNetwork(reference);
        if (network.IsBuiltIn || Containers.Any(container => container.IsUp && container.Networks.ContainsKey(network.Name)))
        {
            throw new SimulatedException(403, $"error while removing network: network {network.Name} has active endpoints");
        }

        Locked(() => _networks.Remove(network));
        Events.Emit("network", "destroy", network.ID, new Dictionary<string, string> { ["name"] = network.Name, ["type"] = network.Driver });
    }

    public void Connect(string network, string container, bool connected)
    {
        var (to, what) = (FindNetwork(network), Find(container));
        Locked(() => connected ? what.Networks.TryAdd(to.Name, what.IsUp ? to.NextAddress() : "") : what.Networks.Remove(to.Name));
        Events.Emit("network", connected ? "connect" : "disconnect", to.ID, new Dictionary<string, string> { ["container"] = what.ID, ["name"] = to.Name, ["type"] = to.Driver });
    }

    public SimulatedVolume AddVolume(string name, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var volume = Locked(() =>
        {
            if (!_volumes.TryGetValue(name, out var found))
            {
                _volumes[name] = found = new(name, Now);
                foreach (var (key, value) in labels)
                {
                    found.Labels[key] = value;
                }
            }

            return found;
        });
        Events.Emit("volume", "create", name, new Dictionary<string, string> { ["driver"] = "local" });
        return volume;
    }

    public void RemoveVolume(string name)
    {
        FindVolume(name);
        Locked(() => _volumes.Remove(name));
        Events.Emit("volume", "destroy", name, new Dictionary<string, string> { ["driver"] = "local" });
    }

    public void Emit(SimulatedContainer container, string action, params (string Key, string Value)[] more)
    {
        var attributes = container.Attributes();
        foreach (var (key, value) in more)
        {
            attributes[key] = value;
        }

        Events.Emit("container", action, container.ID, attributes);
    }

    private static string Tagged(string reference) =>
        reference.LastIndexOf(':') > reference.LastIndexOf('/') ? reference : reference + ":latest";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void End(SimulatedContainer container, int exitCode)
    {
        Locked(() => (container.Status, container.ExitCode, container.FinishedAt) = ("exited", exitCode, Now));
        Emit(container, "die", ("exitCode", exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private SimulatedImage? MatchImage(string reference) =>
        _images.Find(image => image.ID == reference || image.Tags.Contains(Tagged(reference)) || (reference.Length >= 3 && image.ID["sha256:".Length..].StartsWith(reference, StringComparison.Ordinal)));

    private T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }
}
