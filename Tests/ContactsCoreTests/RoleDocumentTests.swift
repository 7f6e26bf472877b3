import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("docs/papeis.md")
struct RoleDocumentTests {
  @Test func `the page is written from the table that the program checks`() throws {
    let path = "\(SourceTree.root)/docs/papeis.md"
    let page = Permission.page
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("docs/papeis.md was written anew")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
  }

  @Test func `an admin sees no contact, and an encarregado edits no user`() {
    for permission in Permission.allCases {
      let label = permission.rawValue.lowercased()
      if label.contains("contact") || permission == .breakGlass || permission == .keepDrafts {
        #expect(!permission.roles.contains(.admin), "\(permission)")
      }
    }
    #expect(Permission.manageUsers.roles == [.admin])
    #expect(Permission.changeSettings.roles == [.admin])
  }
}
