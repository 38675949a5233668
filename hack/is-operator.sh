#!/usr/bin/env bash
# Whether a process is the published operator: is-operator.sh PID. A number may be given to another process after a restart of the machine.
[[ "$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline")" == *mooring-operator* ]]
