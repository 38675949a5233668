# Sourced by scripts that need packages of another suite: a private apt with its own lists, so the machine's own
# configuration and package lists stay as they are. The archive's address is taken from the machine's sources.

# Prints the address of the Debian archive this machine installs from.
debian_archive() {
  local site
  # Without --no-release-info nothing is printed on a machine that never fetched its package lists.
  site=$(apt-get indextargets --no-release-info --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$(. /etc/os-release && echo "$VERSION_CODENAME")" \
      '($2 == suite || $2 ~ /^(old)*stable$/) && $3 == "main" && !found { found = $1 } END { print found }')
  if [[ -z $site ]]; then
    echo "no apt source for this Debian release: add the archive to /etc/apt/sources.list.d and run again" >&2
    return 1
  fi
  echo "$site"
}

# private_apt_init DIR SUITE TYPE...: makes DIR an apt state for SUITE and fetches its lists. TYPE: deb, deb-src.
private_apt_init() {
  local dir=$1 suite=$2 site keyring=/usr/share/keyrings/debian-archive-keyring.gpg options=
  shift 2
  site=$(debian_archive)
  [[ -e $keyring ]] && options="[signed-by=$keyring] "
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/parts"
  # Packages are only fetched, by root, into folders other users cannot enter.
  cat > "$dir/apt.conf" <<CONF
Dir::Etc::SourceList "$dir/sources.list";
Dir::Etc::SourceParts "$dir/parts";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "$dir/parts";
Dir::State::Lists "$dir/lists";
Dir::Cache "$dir/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  printf "%s ${options}$site $suite main\n" "$@" > "$dir/sources.list"
  private_apt "$dir" apt-get update -qq
}

# private_apt DIR COMMAND...: runs an apt command (apt-get, apt-cache) on DIR's state.
private_apt() {
  local dir=$1
  shift
  APT_CONFIG="$dir/apt.conf" "$@"
}

# private_apt_unpack DIR TARGET PACKAGE...: unpacks packages into TARGET without installing them.
private_apt_unpack() {
  local dir=$1 target=$2 downloads deb
  shift 2
  downloads=$(mktemp -d -p "$dir")
  (cd "$downloads" && private_apt "$dir" apt-get download -qq "$@")
  for deb in "$downloads"/*.deb; do
    dpkg-deb --extract "$deb" "$target"
  done
  rm -rf "$downloads"
}

# with_progress LOG TEXT COMMAND...: runs COMMAND with its output in LOG, prints a line every 30 s, and LOG's end on failure.
with_progress() {
  local log=$1 text=$2 pid started=$SECONDS rc=0
  shift 2
  echo "$text"
  "$@" > "$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2> /dev/null; do
    sleep 1
    if (((SECONDS - started) % 30 == 29)); then
      echo "  ... $text, $((SECONDS - started + 1)) s"
    fi
  done
  wait "$pid" || rc=$?
  if ((rc != 0)); then
    echo "failed: $text" >&2
    tail -n 40 "$log" >&2
  fi
  return "$rc"
}
