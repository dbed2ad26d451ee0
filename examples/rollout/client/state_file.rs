//! [`StateFile`]: where a machine is saved so that a process that is killed, at whatever moment, can be started again.
//!
//! It is a file that is only ever replaced as a whole: the new one is written beside it, forced to the disk and renamed.
//! What is saved, and when, is for the driver to say.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A state on disk. It is for one process at a time: two that go on from one state send everything twice.
#[derive(Debug, Clone)]
pub(crate) struct StateFile {
    path: PathBuf,
    new: PathBuf,
}

impl StateFile {
    pub(crate) fn new(path: PathBuf) -> Self {
        let mut new = OsString::from(&path);
        new.push(".new");
        Self { path, new: new.into() }
    }

    /// What was written last; `None` before anything was.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> io::Result<Option<T>> {
        match fs::read(&self.path) {
            Ok(state) => Ok(Some(serde_json::from_slice(&state)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts `state` in place of what was written before. Once this returns, it outlives a loss of power.
    pub(crate) fn write(&self, state: &[u8]) -> io::Result<()> {
        let mut file = File::create(&self.new)?;
        file.write_all(state)?;
        file.sync_all()?;
        fs::rename(&self.new, &self.path)?;
        sync_directory_of(&self.path)
    }

    /// Removes what was written, and what stands beside it.
    pub(crate) fn remove(&self) -> io::Result<()> {
        for path in [&self.path, &self.new] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Forces to the disk that a file was renamed: its directory says so.
#[cfg(unix)]
fn sync_directory_of(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}

/// Elsewhere a directory cannot be opened, and renaming says when it is done.
#[cfg(not(unix))]
fn sync_directory_of(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_last_is_read_whatever_a_killed_process_left_beside_it() -> io::Result<()> {
        let directory = tempfile::tempdir()?;
        let file = StateFile::new(directory.path().join("state.json"));
        assert_eq!(file.read::<u32>()?, None);
        file.write(b"1")?;
        file.write(b"2")?;
        fs::write(directory.path().join("state.json.new"), "3 and")?;
        assert_eq!(file.read::<u32>()?, Some(2));
        file.write(b"4")?;
        assert_eq!(file.read::<u32>()?, Some(4));
        file.remove()?;
        assert_eq!(fs::read_dir(directory.path())?.count(), 0);
        Ok(())
    }

    #[test]
    fn a_state_that_is_none_is_an_error_and_not_a_new_beginning() -> io::Result<()> {
        let directory = tempfile::tempdir()?;
        let file = StateFile::new(directory.path().join("state.json"));
        file.write(b"")?;
        assert!(file.read::<u32>().is_err());
        Ok(())
    }
}
