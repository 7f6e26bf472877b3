import Testing

@testable import ContactsCore

@Suite("Mounts, as the kernel lists them")
struct MountTests {
  private let table = """
    22 28 0:20 / /proc rw,nosuid - proc proc rw
    28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-raiz rw
    40 28 253:2 / /srv rw - ext4 /dev/mapper/cofre rw
    41 40 0:50 / /srv/pasta\\040cifrada rw - fuse.gocryptfs /srv/.cofre rw
    42 28 8:1 / /srvidor rw - ext4 /dev/sda1 rw
    """

  @Test func `a folder lies on the deepest mount above it`() {
    #expect(Mount.holding("/srv/atende", in: table)?.device == "253:2")
    #expect(Mount.holding("/srv", in: table)?.device == "253:2")
    #expect(Mount.holding("/srvidor/x", in: table)?.device == "8:1")
    #expect(Mount.holding("/var/lib/atende", in: table)?.device == "254:1")
  }

  @Test func `a name with a blank is read, and a file system that encrypts is named`() {
    let mount = Mount.holding("/srv/pasta cifrada/atende", in: table)
    #expect(mount?.point == "/srv/pasta cifrada")
    #expect(mount?.encryptingLayer == "gocryptfs")
    #expect(mount?.hasDevice == false)
  }

  @Test func `a later mount at the same place hides the earlier`() {
    let twice = table + "\n43 28 9:9 / /srv rw - xfs /dev/sdb rw"
    #expect(Mount.holding("/srv/atende", in: twice)?.kind == "xfs")
  }

  @Test(arguments: ["", "1 2 3", "22 28 0:20 / /proc rw", "- - - - - - -"])
  func `a line that is none is left out`(line: Substring) {
    #expect(Mount(line) == nil)
  }
}
