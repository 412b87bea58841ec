// Preloaded into a program (LD_PRELOAD), kills it with SIGKILL at its Nth step: a write, a send, an fsync, a connect, a rename or an
// unlink, before the step is made or after it. For tests that hold what survives a kill at every point.
//
//   KILL_AT=N        the step, from 1; 0 or nothing: no kill
//   KILL_AFTER=1     after the step instead of before it
//   KILL_COUNT=FILE  where the number of steps is written at the program's end
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long steps;

static long limit(void) {
    const char* text = getenv("KILL_AT");
    return text == NULL ? 0 : atol(text);
}

static int is_after(void) {
    return getenv("KILL_AFTER") != NULL;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

// Counts a step; gives back whether it is the one to die after.
static int step(void) {
    const long now = atomic_fetch_add(&steps, 1) + 1;
    if (now != limit()) {
        return 0;
    }
    if (!is_after()) {
        die();
    }
    return 1;
}

static void* next(const char* name) {
    return dlsym(RTLD_NEXT, name);
}

#define STEP(type, name, parameters, arguments)                        \
    type name parameters {                                             \
        type(*real) parameters = (type(*) parameters)next(#name);      \
        const int is_last = step();                                    \
        const type result = real arguments;                            \
        if (is_last) {                                                 \
            die();                                                     \
        }                                                              \
        return result;                                                 \
    }

STEP(ssize_t, pwrite, (int fd, const void* data, size_t size, off_t at), (fd, data, size, at))
STEP(ssize_t, pwrite64, (int fd, const void* data, size_t size, off_t at), (fd, data, size, at))
STEP(ssize_t, send, (int fd, const void* data, size_t size, int flags), (fd, data, size, flags))
STEP(ssize_t, sendmsg, (int fd, const struct msghdr* message, int flags), (fd, message, flags))
STEP(ssize_t, writev, (int fd, const struct iovec* parts, int count), (fd, parts, count))
STEP(int, fsync, (int fd), (fd))
STEP(int, fdatasync, (int fd), (fd))
STEP(int, connect, (int fd, const struct sockaddr* address, socklen_t size), (fd, address, size))
STEP(int, rename, (const char* from, const char* to), (from, to))
STEP(int, unlink, (const char* path), (path))
STEP(int, ftruncate, (int fd, off_t size), (fd, size))
STEP(int, ftruncate64, (int fd, off_t size), (fd, size))

// What goes to the terminal is no step.
ssize_t write(int fd, const void* data, size_t size) {
    if (fd <= 2) {
        return syscall(SYS_write, fd, data, size);
    }
    const int is_last = step();
    const ssize_t result = syscall(SYS_write, fd, data, size);
    if (is_last) {
        die();
    }
    return result;
}

__attribute__((destructor)) static void tell(void) {
    const char* path = getenv("KILL_COUNT");
    const int fd = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd >= 0) {
        char text[32];
        const int size = snprintf(text, sizeof text, "%ld\n", atomic_load(&steps));
        syscall(SYS_write, fd, text, (size_t)size);
        close(fd);
    }
}
