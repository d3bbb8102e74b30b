const http = require('node:http')

test('the server answers', async () => {
  const server = http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/hello`)
  expect(await answer.text()).toBe('hello')
  await new Promise(resolve => server.close(resolve))
})
