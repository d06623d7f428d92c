#include "base/sha256.h"

#include <catch2/catch.hpp>

#include <string>

using verdiff::Sha256;
using verdiff::sha256_hex;
using verdiff::to_hex;

TEST_CASE("sha256 gives the examples of FIPS 180-4") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest can be cut to its first digits") {
  CHECK(sha256_hex("abc", 16) == "ba7816bf8f01cfea");
}

TEST_CASE("bytes that come piece by piece have the digest of the whole") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i);
  for (const std::size_t piece : {1U, 3U, 63U, 64U, 65U, 128U, 299U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      hash.add(std::string_view(text).substr(at, piece));
    }
    CHECK(to_hex(hash.finish()) == sha256_hex(text));
  }
}
