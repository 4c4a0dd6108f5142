//! The file of rows that could not be read: file, line, reason, the row as it stands there.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::services::import_records::rows::Reject;

/// Made with the first row that is rejected.
#[derive(Debug)]
pub(super) struct Rejects {
    path: PathBuf,
    file: Option<File>,
    length: u64,
}

impl Rejects {
    /// Goes on where the file was `length` bytes long; what lies beyond was written by a run that was cut.
    pub(super) fn resume(path: PathBuf, length: u64) -> io::Result<Rejects> {
        match OpenOptions::new().write(true).open(&path) {
            Ok(file) if length > 0 => {
                file.set_len(length)?;
                let mut file = file;
                file.seek(SeekFrom::End(0))?;
                Ok(Rejects { path, file: Some(file), length })
            }
            Ok(file) => {
                drop(file);
                std::fs::remove_file(&path)?;
                Ok(Rejects { path, file: None, length: 0 })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Rejects { path, file: None, length: 0 }),
            Err(error) => Err(error),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Writes these rows and waits until they are on the disk: they must be there before the import says that it passed them.
    pub(super) fn add(&mut self, source: &str, rejects: &[Reject]) -> io::Result<()> {
        if rejects.is_empty() {
            return Ok(());
        }
        let mut rows = csv::Writer::from_writer(Vec::new());
        if self.length == 0 {
            rows.write_record(["file", "line", "reason", "what", "row"])?;
        }
        for reject in rejects {
            let row = String::from_utf8_lossy(&reject.row);
            let (code, what) = (reject.reason.code(), reject.reason.to_string());
            rows.write_record([source, &reject.line.to_string(), code, &what, &row])?;
        }
        let rows = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(File::create(&self.path)?),
        };
        file.write_all(&rows)?;
        file.sync_data()?;
        self.length += rows.len() as u64;
        Ok(())
    }
}
