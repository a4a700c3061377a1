use std::fs::{File, FileTimes, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::time::{Duration, SystemTime};

use rustix::fs::XattrFlags;
use rustix::io::Errno;

use super::disk::{Call, FailingDisk};
use super::*;
use crate::files::storage::{Readers, Storage};

#[test]
fn a_save_writes_the_text_and_says_what_is_there_now() {
    let (folder, path) = folder_with(b"old\n");
    let loaded = open(&Disk, &path).unwrap();
    let saved = save(&Disk, &save_of(&loaded, "new\n"), folder.path()).unwrap();
    assert_eq!(read(&path), "new\n");
    assert_eq!(saved.identity, open(&Disk, &path).unwrap().identity);
    assert_eq!(names(folder.path()), ["mean.py"]);
    // What was saved is what the next save expects.
    let next = Save { expected: Expected::Same(saved.identity), ..save_of(&loaded, "newer\n") };
    save(&Disk, &next, folder.path()).unwrap();
    assert_eq!(read(&path), "newer\n");
}

#[test]
fn fault_04_links_are_kept_and_their_targets_written() {
    let (folder, path) = folder_with(b"old");
    fs::create_dir(folder.path().join("sub")).unwrap();
    let link = folder.path().join("sub/link");
    symlink("../mean.py", &link).unwrap();
    symlink("sub/link", folder.path().join("chain")).unwrap();
    symlink("sub/new.py", folder.path().join("dangling")).unwrap();
    symlink("loop", folder.path().join("loop")).unwrap();
    save(&Disk, &save_to(&folder.path().join("chain"), "new"), folder.path()).unwrap();
    assert_eq!(read(&path), "new");
    assert!(link.is_symlink() && folder.path().join("chain").is_symlink());
    save(&Disk, &save_to(&folder.path().join("dangling"), "fresh"), folder.path()).unwrap();
    assert_eq!(read(&folder.path().join("sub/new.py")), "fresh");
    assert!(folder.path().join("dangling").is_symlink());
    let looped = save(&Disk, &save_to(&folder.path().join("loop"), "x"), folder.path());
    assert!(looped.unwrap_err().to_string().contains("leads back to itself"));
}

#[test]
fn fault_04_all_names_of_a_file_stay_one_file() {
    let (folder, path) = folder_with(b"a longer old text");
    let other = folder.path().join("other");
    fs::hard_link(&path, &other).unwrap();
    save(&Disk, &save_of(&open(&Disk, &path).unwrap(), "new"), folder.path()).unwrap();
    assert_eq!((read(&path).as_str(), read(&other).as_str()), ("new", "new"));
    assert_eq!(names(folder.path()), ["mean.py", "other"]);
}

#[test]
fn fault_05_mode_and_attributes_are_kept() {
    for mode in [0o755, 0o600, 0o664] {
        let (folder, path) = folder_with(b"old");
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let has_attributes =
            rustix::fs::setxattr(&path, "user.namelight", b"kept", XattrFlags::empty()).is_ok();
        save(&Disk, &save_of(&open(&Disk, &path).unwrap(), "new"), folder.path()).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, mode);
        if has_attributes {
            let mut value = [0_u8; 16];
            let length = rustix::fs::getxattr(&path, "user.namelight", &mut value).unwrap();
            assert_eq!(&value[..length], b"kept");
        }
    }
}

#[test]
fn fault_05_a_file_whose_owner_cannot_be_kept_is_written_in_place() {
    let (folder, path) = folder_with(b"old");
    let before = fs::metadata(&path).unwrap().ino();
    let disk = FailingDisk::refusing(Call::CopyAttributes, Errno::PERM);
    save(&disk, &save_of(&open(&Disk, &path).unwrap(), "new"), folder.path()).unwrap();
    assert_eq!((read(&path).as_str(), fs::metadata(&path).unwrap().ino()), ("new", before));
    assert_eq!(names(folder.path()), ["mean.py"]);
}

#[test]
fn a_new_file_gets_the_usual_mode() {
    let (folder, path) = folder_with(b"");
    let usual = fs::metadata(&path).unwrap().mode();
    let new = folder.path().join("new.py");
    save(&Disk, &save_to(&new, "x"), folder.path()).unwrap();
    assert_eq!(fs::metadata(&new).unwrap().mode(), usual);
}

#[test]
fn fault_06_a_read_only_file_is_refused() {
    let (folder, path) = folder_with(b"old");
    let loaded = open(&Disk, &path).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let refused = save(&Disk, &save_of(&loaded, "new"), folder.path());
    assert!(matches!(refused, Err(SaveError::ReadOnly { .. })));
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    let disk = FailingDisk::refusing(Call::MayWrite, Errno::ACCESS);
    assert!(matches!(save(&disk, &save_of(&loaded, "new"), folder.path()), Err(SaveError::ReadOnly { .. })));
    assert_eq!(read(&path), "old");
}

#[test]
fn fault_06_in_a_folder_that_takes_no_files_the_file_is_written_in_place() {
    let (folder, path) = folder_with(b"old");
    let spare = tempfile::tempdir().unwrap();
    let mut refusals = 0;
    let disk = FailingDisk::new(move |_, call| {
        // The folder refuses twice: for the new file and for the copy. The spare folder takes it.
        refusals += usize::from(call == Call::CreateTemporary);
        (call == Call::CreateTemporary && refusals <= 2).then_some(Errno::ACCESS)
    });
    save(&disk, &save_of(&open(&Disk, &path).unwrap(), "new"), spare.path()).unwrap();
    assert_eq!(read(&path), "new");
    assert!(names(spare.path()).is_empty());
    let new = save(
        &FailingDisk::refusing(Call::CreateTemporary, Errno::ACCESS),
        &save_to(&folder.path().join("n"), "x"),
        spare.path(),
    );
    assert!(new.unwrap_err().to_string().contains("you don't have permission"));
}

/// A folder that refuses new files even to the superuser.
#[test]
fn fault_06_the_real_disk_tells_a_refusal_by_its_number() {
    let refused = Disk.create_temporary(Path::new("/sys"), ".mean.py", Readers::Owner);
    let number = refused.err().unwrap().raw_os_error().unwrap();
    assert!([Errno::ACCESS, Errno::PERM, Errno::ROFS].map(Errno::raw_os_error).contains(&number), "{number}");
}

#[test]
fn fault_06_a_folder_that_is_gone_is_told() {
    let (folder, path) = folder_with(b"old");
    let loaded = open(&Disk, &path).unwrap();
    fs::remove_dir_all(folder.path()).unwrap();
    let spare = tempfile::tempdir().unwrap();
    assert!(matches!(save(&Disk, &save_of(&loaded, "new"), spare.path()), Err(SaveError::FolderGone { .. })));
}

#[test]
fn fault_08_the_content_decides_whether_a_file_has_changed() {
    let (folder, path) = folder_with(b"old");
    let loaded = open(&Disk, &path).unwrap();
    let set_time = |time: SystemTime| {
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_times(FileTimes::new().set_modified(time))
            .unwrap();
    };
    // The time alone has moved.
    set_time(SystemTime::now() + Duration::from_secs(100));
    let saved = save(&Disk, &save_of(&loaded, "abc"), folder.path()).unwrap();
    // Other content of the same length and time.
    fs::write(&path, "xyz").unwrap();
    set_time(saved.identity.modified.unwrap());
    let next = Save { expected: Expected::Same(saved.identity), ..save_of(&loaded, "new") };
    assert!(matches!(save(&Disk, &next, folder.path()), Err(SaveError::Changed { .. })));
    assert_eq!((read(&path).as_str(), names(folder.path()).len()), ("xyz", 1));
    // The person has agreed.
    save(&Disk, &Save { expected: Expected::Anything, ..next }, folder.path()).unwrap();
    assert_eq!(read(&path), "new");
}

#[test]
fn fault_08_a_change_between_the_check_and_the_rename_is_seen() {
    for links in [1, 2] {
        let (folder, path) = folder_with(b"old");
        if links == 2 {
            fs::hard_link(&path, folder.path().join("other")).unwrap();
        }
        let loaded = open(&Disk, &path).unwrap();
        let written = path.clone();
        let disk = FailingDisk::new(move |_, call| {
            if call == Call::CreateTemporary {
                fs::write(&written, "from outside").unwrap();
            }
            None
        });
        let refused = save(&disk, &save_of(&loaded, "new"), folder.path());
        assert!(matches!(refused, Err(SaveError::Changed { .. })));
        assert_eq!((read(&path).as_str(), names(folder.path()).len()), ("from outside", links));
    }
}

#[test]
fn fault_09_a_file_deleted_outside_comes_back() {
    let (folder, path) = folder_with(b"old");
    let loaded = open(&Disk, &path).unwrap();
    fs::remove_file(&path).unwrap();
    save(&Disk, &save_of(&loaded, "new"), folder.path()).unwrap();
    assert_eq!(read(&path), "new");
}
